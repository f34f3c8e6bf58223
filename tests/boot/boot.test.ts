import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { freePort, isFree, startEmbeddedPostgres } from "@/scripts/db/embedded";
import { ensureOwnedDatabase } from "@/scripts/db/prepare";
import { type PortalProcess, queryOwn, startPortal } from "../support/portal-process";

const folders: string[] = [];
const started: PortalProcess[] = [];

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "portal-boot-"));
  folders.push(folder);
  return folder;
}

function start(settings: Parameters<typeof startPortal>[0]): PortalProcess {
  const portal = startPortal(settings);
  started.push(portal);
  return portal;
}

const health = async (portal: PortalProcess, of: "live" | "ready") => {
  const answer = await fetch(`${portal.url}/api/health/${of}`);
  return { status: answer.status, body: (await answer.json()) as unknown };
};

/** The process that serves a portal, found among those of the machine by its script and its port. */
function webPid(portal: PortalProcess): number {
  const found = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .find((pid) => {
      try {
        const isWeb = readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("scripts/web.ts");
        return (
          isWeb && readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`PORT=${portal.port}`)
        );
      } catch {
        return false;
      }
    });
  if (!found) throw new Error("no web process of this portal was found");
  return Number(found);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function expectRefusal(
  settings: Parameters<typeof startPortal>[0],
  words: readonly RegExp[],
): Promise<void> {
  const portal = start(settings);
  expect((await portal.ended).code).not.toBe(0);
  for (const word of words) expect(portal.output()).toMatch(word);
  expect(portal.output(), "a message, not a stack").not.toMatch(/^\s+at .*:\d+:\d+/m);
}

afterEach(async () => {
  for (const portal of started.splice(0)) {
    try {
      portal.send("SIGKILL", "group");
    } catch {
      // It has ended, as it should.
    }
    await portal.ended;
  }
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe("npm start", () => {
  it("brings up an empty folder, stops at SIGTERM with nothing left behind, and is back within eight seconds", async () => {
    const settings = { port: await freePort(), dataFolder: emptyFolder() };
    const first = start(settings);
    await first.ready;
    expect(first.output()).toContain(`Directive 12 portal ready at http://localhost:${settings.port}\n`);
    await expect.poll(first.output).toMatch(/preparer@library\.test\s+\S+/);
    expect(await health(first, "live")).toEqual({ status: 200, body: { status: "live" } });
    expect(await health(first, "ready")).toMatchObject({
      status: 200,
      body: { status: "ready", schema: "current" },
    });

    first.send("SIGTERM");
    expect(await first.ended).toEqual({ code: 0, signal: null });
    expect(await isFree(settings.port)).toBe(true);
    expect(existsSync(join(settings.dataFolder, "postgres/postmaster.pid"))).toBe(false);

    const second = start(settings);
    expect(await second.ready).toBeLessThan(8);
    second.send("SIGINT", "group");
    await second.ended;
    expect(await isFree(settings.port)).toBe(true);
    expect(existsSync(join(settings.dataFolder, "postgres/postmaster.pid"))).toBe(false);
  });

  it("takes over the database of a portal that was killed", async () => {
    const settings = { port: await freePort(), dataFolder: emptyFolder() };
    const killed = start(settings);
    await killed.ready;
    killed.send("SIGKILL", "group");
    await killed.ended;
    await expect.poll(() => isFree(settings.port), { timeout: 15_000 }).toBe(true);
    const next = start(settings);
    await next.ready;
    expect(await health(next, "ready")).toMatchObject({ status: 200 });
    next.send("SIGTERM");
    expect((await next.ended).code).toBe(0);
  });

  it("replaces a worker and a web process that are killed, and takes both down at the end", async () => {
    const settings = { port: await freePort(), dataFolder: emptyFolder() };
    const portal = start(settings);
    await portal.ready;
    const workerPids = async () => {
      const rows = await queryOwn<{ pid: number }>(
        settings.dataFolder,
        "SELECT pid FROM jobs.instance WHERE name = 'worker' AND stopped_on IS NULL ORDER BY started_on",
        [],
      );
      return rows.map(({ pid }) => pid);
    };
    const [first = 0] = await workerPids();
    process.kill(first, "SIGKILL");
    await expect.poll(() => isAlive(first)).toBe(false);
    expect(await health(portal, "live")).toMatchObject({ status: 200 });
    const isReplaced = async () => (await workerPids()).some((pid) => pid !== first && isAlive(pid));
    await expect.poll(isReplaced, { timeout: 20_000 }).toBe(true);
    expect(portal.output()).toContain("The worker ended (SIGKILL). Another is started.");

    const web = webPid(portal);
    process.kill(web, "SIGKILL");
    await expect.poll(() => isAlive(web)).toBe(false);
    await expect
      .poll(() => health(portal, "live").catch(() => null), { timeout: 20_000 })
      .toMatchObject({ status: 200 });
    expect(portal.output()).toContain("The web process ended (SIGKILL). Another is started.");

    const pids = [...(await workerPids()), webPid(portal)];
    portal.send("SIGTERM");
    expect(await portal.ended).toEqual({ code: 0, signal: null });
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it("runs on a Postgres of the City's own, stays alive without it, and is ready again when it is back", async () => {
    const folder = emptyFolder();
    const secret = "a secret of at least thirty-two characters";
    let postgres = await startEmbeddedPostgres(folder);
    try {
      const ownerUrl = await ensureOwnedDatabase(postgres.adminUrl, "city", secret);
      const admin = new URL(postgres.adminUrl);
      admin.pathname = new URL(ownerUrl).pathname;
      const environment = { DATABASE_URL: admin.href, PORTAL_SEED: "reference", PORTAL_SECRET: secret };
      const portal = start({ port: await freePort(), dataFolder: emptyFolder(), environment });
      await portal.ready;
      expect(portal.output()).not.toContain("Demonstration");
      expect(await health(portal, "ready")).toMatchObject({ status: 200 });
      await postgres.stop();
      expect(await health(portal, "ready")).toMatchObject({ status: 503, body: { database: "unreachable" } });
      expect(await health(portal, "live")).toMatchObject({ status: 200 });
      postgres = await startEmbeddedPostgres(folder);
      expect(await health(portal, "ready")).toMatchObject({ status: 200, body: { database: "answers" } });
      portal.send("SIGTERM");
      expect((await portal.ended).code).toBe(0);
    } finally {
      await postgres.stop();
    }
  });
});

describe("npm start refuses, naming the setting and the mend", () => {
  it("a port that is taken", async () => {
    const port = await freePort();
    const other = await new Promise<Server>((done) => {
      const server = createServer().listen(port, "127.0.0.1", () => done(server));
    });
    await expectRefusal({ port, dataFolder: emptyFolder() }, [new RegExp(`Port ${port} is taken.*Set PORT`)]);
    other.close();
  });

  it.each([
    ["a port that is no number", { PORT: "three thousand" }, /PORT must be a number/],
    ["a port out of range", { PORT: "70000" }, /PORT must be between 1 and 65535/],
    ["a seed that does not exist", { PORTAL_SEED: "production" }, /PORTAL_SEED must be demo or reference/],
    [
      "a database address that is none",
      { DATABASE_URL: "mysql://somewhere/x" },
      /DATABASE_URL must look like postgresql/,
    ],
    ["a short secret", { PORTAL_SECRET: "short" }, /PORTAL_SECRET must have at least 32/],
    [
      "demonstration data on a database of the City's own",
      { DATABASE_URL: "postgresql://owner:secret@127.0.0.1:1/portal" },
      /PORTAL_SEED=reference.*PORTAL_DEMO_ON_EXTERNAL_DATABASE/,
    ],
    [
      "a database of the City's own without a secret of its own",
      { DATABASE_URL: "postgresql://owner:secret@127.0.0.1:1/portal", PORTAL_SEED: "reference" },
      /PORTAL_SECRET must be set/,
    ],
  ])("%s", async (_, environment, words) => {
    await expectRefusal({ port: await freePort(), dataFolder: emptyFolder(), environment }, [words]);
  });

  it("a database that cannot be reached, without telling its password", async () => {
    const environment = {
      DATABASE_URL: "postgresql://owner:hush-hush@127.0.0.1:1/portal",
      PORTAL_SEED: "reference",
      PORTAL_SECRET: "a secret of at least thirty-two characters",
    };
    const portal = start({ port: await freePort(), dataFolder: emptyFolder(), environment });
    expect((await portal.ended).code).toBe(1);
    expect(portal.output()).toMatch(/database at 127\.0\.0\.1:1 cannot be reached as owner.*DATABASE_URL/);
    expect(portal.output()).not.toContain("hush-hush");
  });

  it("a data folder that cannot be written", async () => {
    const file = join(emptyFolder(), "a-file");
    writeFileSync(file, "");
    await expectRefusal({ port: await freePort(), dataFolder: join(file, "data") }, [
      /data folder .*a-file\/data cannot be written/,
      /PORTAL_DATA_DIR/,
    ]);
  });

  // Only root hands the database to another account.
  if (process.getuid?.() === 0) {
    it("a data folder that the database's account cannot enter", async () => {
      const closed = emptyFolder();
      chmodSync(closed, 0o700);
      await expectRefusal({ port: await freePort(), dataFolder: join(closed, "data") }, [
        /data folder .*data is inside .*which the database's account cannot enter/,
        /PORTAL_DATA_DIR/,
      ]);
    });
  }

  it("a schema that is newer than the code", async () => {
    const settings = {
      port: await freePort(),
      dataFolder: emptyFolder(),
      environment: { PORTAL_SEED: "reference" },
    };
    const first = start(settings);
    await first.ready;
    await queryOwn(
      settings.dataFolder,
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES ('from-tomorrow', '', now(), '29990101000000_from_tomorrow', 1)`,
      [],
    );
    first.send("SIGTERM");
    await first.ended;
    await expectRefusal(settings, [
      /schema is newer than this code: it holds 29990101000000_from_tomorrow/,
      /Update the code/,
    ]);
  });

  it("data of the other kind", async () => {
    const settings = {
      port: await freePort(),
      dataFolder: emptyFolder(),
      environment: { PORTAL_SEED: "reference" },
    };
    const reference = start(settings);
    await reference.ready;
    reference.send("SIGTERM");
    await reference.ended;
    await expectRefusal({ ...settings, environment: { PORTAL_SEED: "demo" } }, [
      /filled with reference data.*PORTAL_SEED=reference/,
    ]);
  });

  it("a Node that is too old, before anything is installed", () => {
    const old = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.0" } })`;
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        "--import",
        `data:text/javascript,${encodeURIComponent(old)}`,
        join(import.meta.dirname, "../../scripts/guard.mjs"),
      ],
      { encoding: "utf8" },
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/Node 18\.20\.0 is too old\. Install Node 20 or newer/);
  });
});
