import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { hashSources, isBuilt, markBuilt } from "./sources";

if (isBuilt()) {
  console.log("The build is up to date.");
} else {
  const hash = hashSources();
  const root = join(import.meta.dirname, "..");
  const next = join(root, "node_modules/next/dist/bin/next");
  const { status } = spawnSync(process.execPath, [next, "build"], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
  });
  if (status !== 0) process.exit(status ?? 1);
  markBuilt(hash);
}
