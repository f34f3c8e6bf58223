import { type ChildProcess, fork, spawn } from "node:child_process";
import { join } from "node:path";
import { portalUrl } from "@/lib/platform/env";
import { isFree } from "./db/embedded";
import { type Installation, openInstallation, type Step } from "./installation";
import { readSettings } from "./settings";
import { isBuilt } from "./sources";

const isDevelopment = process.argv.includes("--dev");
const here = import.meta.dirname;
let installation: Installation | undefined;
let web: ChildProcess | undefined;
let worker: ChildProcess | undefined;
let isStopping = false;

const step: Step = async (label, work) => {
  const startedAt = performance.now();
  process.stdout.write(`  ${label} …`);
  const result = await work();
  process.stdout.write(` ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
  return result;
};

async function stop(exitCode: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  // The web process first: what it still answers is then still sent by the worker, or waits in the database.
  await end(web);
  await end(worker);
  await installation?.stopDatabase();
  process.exit(exitCode);
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  await gone;
}

// The library behind the embedded Postgres listens too: it would stop the database under a web process that still
// serves, and end this process with a failure's code.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.removeAllListeners(signal);
  process.on(signal, () => void stop(0));
}

async function build(): Promise<void> {
  await new Promise<void>((done, fail) => {
    const child = spawn(process.execPath, ["--import", "tsx", join(here, "build.ts")], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (part: Buffer) => (output += part));
    child.stderr.on("data", (part: Buffer) => (output += part));
    child.once("exit", (code) => (code === 0 ? done() : fail(new Error(`The build failed:\n${output}`))));
  });
}

type Environment = Readonly<Record<string, string>>;

function launch(script: string, environment: Environment, args: readonly string[] = []): ChildProcess {
  return fork(join(here, script), args, {
    execArgv: ["--conditions=react-server", "--import", "tsx"],
    // The owner of the tables stays here: what serves pages and does jobs knows the application's role alone.
    env: { ...process.env, ...environment, DATABASE_URL: "" },
    // Ctrl-C reaches the whole group of a terminal; ours must be stopped by us, and before Postgres.
    detached: true,
  });
}

function untilReady(child: ChildProcess, name: string): Promise<void> {
  return new Promise<void>((done, fail) => {
    child.once("message", () => done());
    child.once("exit", (code, signal) =>
      fail(new Error(`The ${name} ended (${signal ?? `code ${code}`}) before it was ready.`)),
    );
  });
}

const restMs = 1_000;

/**
 * Starts a process, and another in its place whenever it dies once it was ready: jobs wait meanwhile, and pages are away
 * for some seconds. One that cannot come up ends the portal.
 */
async function employ(name: string, start: () => ChildProcess): Promise<void> {
  const child = start();
  await untilReady(child, name);
  child.once("exit", (code, signal) => {
    if (isStopping) return;
    console.error(`The ${name} ended (${signal ?? `code ${code}`}). Another is started.`);
    setTimeout(() => {
      if (isStopping) return;
      employ(name, start).catch((error: Error) => {
        console.error(error.message);
        void stop(1);
      });
    }, restMs);
  });
}

try {
  const settings = readSettings();
  console.log("Starting the Directive 12 portal");
  if (!(await isFree(settings.PORT)))
    throw new Error(`Port ${settings.PORT} is taken. Set PORT to a free one.`);
  installation = await openInstallation(settings, step);
  if (!isDevelopment && !isBuilt()) await step("Build (only when sources changed)", build);
  const { environment } = installation;
  await step("Web and worker", () =>
    Promise.all([
      employ("web process", () => {
        web = launch("web.ts", environment, isDevelopment ? ["--dev"] : []);
        return web;
      }),
      employ("worker", () => {
        worker = launch("worker.ts", environment);
        return worker;
      }),
    ]),
  );
  console.log(`\nDirective 12 portal ready at ${portalUrl(settings)}\n`);
  if (installation.signIns.length > 0) {
    console.log("Demonstration sign-ins (plainly fictitious people):");
    for (const one of installation.signIns) {
      console.log(`  ${one.role.padEnd(34)} ${one.email.padEnd(32)} ${one.password}`);
    }
  }
} catch (error) {
  process.stdout.write("\n");
  console.error(error instanceof Error ? error.message : error);
  await stop(1);
}
