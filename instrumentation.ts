import type { Instrumentation } from "next";

/** Logs every unexpected error of a page with the reference that the person is shown. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  const { log } = await import("@/lib/platform/log");
  const { metrics } = await import("@/lib/platform/metrics");
  const digest =
    typeof error === "object" && error !== null && "digest" in error ? String(error.digest) : undefined;
  log.error(
    { err: error, reference: digest, requestId: request.headers["x-request-id"], method: request.method },
    "request failed",
  );
  metrics().errors.inc();
};
