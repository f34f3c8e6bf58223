import "server-only";
import pino from "pino";
import { env } from "./env";

/** Structured lines on standard output. No personal data goes in: ids, codes and request ids only. */
export const log = pino({
  level: env().LOG_LEVEL,
  base: { service: "portal" },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ["password", "*.password", "email", "*.email", "headers", "*.headers"],
});
