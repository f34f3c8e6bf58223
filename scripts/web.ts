import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { portalUrl } from "@/lib/platform/env";
import { enter } from "@/lib/platform/front-door";
import { metrics } from "@/lib/platform/metrics";
import { withScope } from "@/lib/platform/scope";
import { endStreams } from "@/lib/platform/streams";
import { openFence } from "./fence";
import { readSettings } from "./settings";

const isDevelopment = process.argv.includes("--dev");
const settings = readSettings();
const root = join(import.meta.dirname, "..");
if (!settings.DATABASE_APP_URL || !settings.PORTAL_SECRET) {
  console.error(
    "A web process that is started alone needs DATABASE_APP_URL, to connect as the application's role, and PORTAL_SECRET, the same on every machine. `npm start` brings both up by itself.",
  );
  process.exit(1);
}
function refuse(words: string): never {
  console.error(words);
  process.exit(1);
}
const fence = await openFence({
  appUrl: settings.DATABASE_APP_URL,
  seed: settings.PORTAL_SEED,
  onMismatch: refuse,
}).catch((error: Error) => refuse(error.message));

// next-auth reads these two names itself.
process.env.NEXTAUTH_URL = portalUrl(settings);
process.env.NEXTAUTH_SECRET = settings.PORTAL_SECRET;
process.env.NEXT_TELEMETRY_DISABLED = "1";
Object.assign(process.env, { NODE_ENV: isDevelopment ? "development" : "production" });

const { default: next } = await import("next");
// The demonstration has passwords that everybody knows: it is served to this machine alone.
const hostname = settings.PORTAL_SEED === "demo" ? "localhost" : "0.0.0.0";
const app = next({ dev: isDevelopment, dir: root, hostname, port: settings.PORT });
await app.prepare();
const handle = app.getRequestHandler();
const door = { trustedHops: settings.TRUSTED_PROXY_HOPS, publicUrl: portalUrl(settings), isDevelopment };

const { requests } = metrics();
function timeRequest(request: IncomingMessage, response: ServerResponse): void {
  const startedAt = performance.now();
  response.once("close", () => {
    const type = response.getHeader("content-type");
    if (typeof type === "string" && type.startsWith("text/event-stream")) return;
    const status = `${Math.floor(response.statusCode / 100)}xx`;
    requests.observe({ method: request.method ?? "GET", status }, (performance.now() - startedAt) / 1_000);
  });
}

const servers = (hostname === "localhost" ? ["127.0.0.1", "::1"] : [hostname]).map((address) => {
  const server = createServer((request, response) => {
    timeRequest(request, response);
    if (!enter(request, response, door)) return;
    const isAboutHealth = request.url?.startsWith("/api/health/") ?? false;
    // Nobody's department data, until it is known whose request it is.
    if (fence.isOpen() || isAboutHealth) void withScope([], () => handle(request, response));
    else
      response
        .writeHead(503, { "retry-after": "5" })
        .end("The portal is not ready: its database does not answer.");
  });
  if (isDevelopment) server.on("upgrade", app.getUpgradeHandler());
  // Behind a balancer that keeps connections for a minute, ours must be kept longer.
  server.keepAliveTimeout = 65_000;
  return { address, server };
});

async function listen({ address, server }: (typeof servers)[number]): Promise<void> {
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(settings.PORT, address, done);
  });
}

for (const one of servers) {
  try {
    await listen(one);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (one.address === "::1" && code !== "EADDRINUSE") continue;
    const words =
      code === "EADDRINUSE" ? `Port ${settings.PORT} is taken. Set PORT to a free one.` : String(error);
    refuse(words);
  }
}
process.send?.("ready");

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  fence.close();
  setTimeout(() => process.exit(0), 5_000).unref();
  const closed = servers.map(({ server }) => new Promise((done) => server.close(done)));
  endStreams();
  // A connection whose last answer ends by now is idle from then on, and would be kept.
  setInterval(() => {
    for (const { server } of servers) server.closeIdleConnections();
  }, 50).unref();
  await Promise.all(closed);
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
process.on("disconnect", () => void stop());
