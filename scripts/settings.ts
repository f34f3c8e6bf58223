import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Env, readEnv } from "@/lib/platform/env";

const file = join(import.meta.dirname, "../.env");

/** The settings of this process: what its environment says, and for the rest the file `.env`, where there is one. */
export function readSettings(): Env {
  if (existsSync(file)) process.loadEnvFile(file);
  return readEnv(process.env);
}
