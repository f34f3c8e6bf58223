import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "@/scripts/db/embedded";

const root = join(import.meta.dirname, "../..");

/** The environment of this process without any setting of the portal, and without the marks of a test runner. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const foreign =
    /^(PORT$|PORTAL_|DATABASE_|TRUSTED_PROXY_|LOG_LEVEL$|SMTP_URL$|MAIL_FROM$|METRICS_TOKEN$|NODE_ENV$|NODE_OPTIONS$|VITEST|TEST|npm_)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { NODE_ENV: "production", ...Object.fromEntries(kept) };
}

type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export type PortalProcess = {
  readonly url: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly output: () => string;
  /** Sends a signal: to `npm start` alone, as a service manager does, or to all of the terminal's group, as Ctrl-C does. */
  readonly send: (signal: NodeJS.Signals, to?: "npm" | "group") => void;
  readonly ended: Promise<Ended>;
  /** Resolves at the ready line with the seconds it took. Throws with all that was printed when the start fails. */
  readonly ready: Promise<number>;
};

/** Runs `npm start` with the given settings, and no others, in a group of its own. */
export function startPortal(settings: {
  readonly port: number;
  readonly dataFolder: string;
  readonly environment?: Readonly<Record<string, string>>;
}): PortalProcess {
  const startedAt = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...plainEnvironment(),
      PORT: String(settings.port),
      PORTAL_DATA_DIR: settings.dataFolder,
      ...settings.environment,
    },
  });
  let output = "";
  const ended = new Promise<Ended>((done) => child.once("close", (code, signal) => done({ code, signal })));
  const ready = new Promise<number>((done, fail) => {
    const read = (part: Buffer) => {
      output += part;
      if (output.includes("Directive 12 portal ready at ")) done((performance.now() - startedAt) / 1000);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void ended.then(({ code }) =>
      fail(new Error(`npm start ended with ${code} before it was ready:\n${output}`)),
    );
  });
  // Who waits for the end only need not also listen for a start that failed.
  ready.catch(() => undefined);
  return {
    url: `http://localhost:${settings.port}`,
    port: settings.port,
    dataFolder: settings.dataFolder,
    output: () => output,
    send: (signal, to = "npm") => {
      if (child.pid) process.kill(to === "group" ? -child.pid : child.pid, signal);
    },
    ended,
    ready,
  };
}

/** A portal on a free port and an empty folder of its own, with the way to its database and to its end. */
export async function openPortal(environment: Readonly<Record<string, string>> = {}) {
  const dataFolder = mkdtempSync(join(tmpdir(), "portal-journey-"));
  const portal = startPortal({ port: await freePort(), dataFolder, environment });
  await portal.ready;
  return {
    url: portal.url,
    dataFolder,
    close: async () => {
      portal.send("SIGTERM");
      await portal.ended;
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** A statement in the database that a portal keeps in its data folder, for what a test must arrange. */
export async function queryOwn<Row extends pg.QueryResultRow>(
  dataFolder: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const { port, password } = JSON.parse(readFileSync(join(dataFolder, "postgres.json"), "utf8")) as {
    port: number;
    password: string;
  };
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", password, database: "portal" });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
