import { readMetrics } from "@/lib/platform/metrics";
import { withScope } from "@/lib/platform/scope";

export const dynamic = "force-dynamic";

/** Figures for Prometheus, for whoever shows METRICS_TOKEN. Without it the address looks as if it did not exist. */
export async function GET(request: Request): Promise<Response> {
  const token = request.headers.get("authorization");
  // Figures over all departments, of whom none is named.
  const figures = await withScope("everything", () => readMetrics(token));
  if (!figures) return new Response("Not found", { status: 404, headers: { "cache-control": "no-store" } });
  return new Response(figures.text, {
    headers: { "content-type": figures.type, "cache-control": "no-store" },
  });
}
