import { closeDatabase } from "@/lib/platform/db";
import { log } from "@/lib/platform/log";
import { actForTheSystem } from "@/lib/platform/scope";
import { startWorker } from "@/lib/platform/worker";
import { openFence } from "./fence";
import { allJobs } from "./jobs";
import { awaitKnownSchema } from "./known-schema";
import { readSettings } from "./settings";

const settings = readSettings();
function refuse(words: string): never {
  console.error(words);
  process.exit(1);
}
if (!settings.DATABASE_APP_URL) {
  refuse(
    "A worker that is started alone needs DATABASE_APP_URL, to connect as the application's role. `npm start` brings one up by itself.",
  );
}
const appUrl = settings.DATABASE_APP_URL;
await awaitKnownSchema(appUrl).catch((error: Error) => refuse(error.message));
const fence = await openFence({ appUrl, seed: settings.PORTAL_SEED, onMismatch: refuse }).catch(
  (error: Error) => refuse(error.message),
);
actForTheSystem();
const worker = await startWorker(allJobs);
log.debug({ queues: allJobs.length }, "worker ready");
process.send?.("ready");

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  fence.close();
  await worker.stop();
  await closeDatabase();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
process.on("disconnect", () => void stop());
