import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { type ClientRequest, request } from "node:http";
import { join } from "node:path";
import { percentile } from "./pairs";
import type { Member, Scene, Visitor } from "./scene";
import type { Stage } from "./stage";
import type { Change, Changed } from "./writer";

export type LiveFigures = {
  readonly streams: number;
  readonly changes: number;
  /** From the moment a change was asked for, its own transaction included, to the last byte at each dashboard. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly mostMs: number;
  readonly openedInMs: number;
  /** Of the web process; absent where the machine does not tell. */
  readonly kilobytesAStream: number | null;
  readonly processorMsAChange: number | null;
};

const everyMs = 250;
const settleMs = 3_000;
const longestMs = 60_000;

/**
 * So many dashboards of ten thousand bodies stand open, each with a session of its own, while another process changes
 * one body after the other by the product's service. Every change must come to every dashboard.
 */
export async function measureLive(
  stage: Stage,
  scene: Scene,
  watchers: readonly Visitor[],
  changes: number,
): Promise<LiveFigures> {
  const writer = await startWriter(stage);
  try {
    return await follow(stage, scene, watchers, changes, writer);
  } finally {
    writer.stop();
  }
}

async function follow(
  stage: Stage,
  scene: Scene,
  watchers: readonly Visitor[],
  changes: number,
  writer: Writer,
): Promise<LiveFigures> {
  const before = usageOf(stage.productPid);
  const openingAt = performance.now();
  const dashboards = await Promise.all(watchers.map((watcher) => openDashboard(stage, scene, watcher)));
  const openedInMs = performance.now() - openingAt;
  await pause(settleMs);
  const opened = usageOf(stage.productPid);

  const latenciesMs: number[] = [];
  const expected: Changed[] = [];
  for (let change = 0; change < changes; change++) {
    const startedAt = performance.now();
    const editor = scene.editors[change % scene.editors.length];
    if (!editor) throw new Error("the scene has no editors");
    expected.push(await writer.change(toChange(editor, scene)));
    await pause(Math.max(0, everyMs - (performance.now() - startedAt)));
  }
  await pause(settleMs);
  const after = usageOf(stage.productPid);
  for (const { heard, close } of dashboards) {
    for (const { code, askedAtMs } of expected) {
      const cameAt = heard.get(code)?.find((at) => at > askedAtMs);
      if (cameAt === undefined) throw new Error(`a dashboard was not told of a change of ${code}`);
      latenciesMs.push(cameAt - askedAtMs);
    }
    close();
  }
  return {
    streams: watchers.length,
    changes,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
    mostMs: percentile(latenciesMs, 1),
    openedInMs,
    kilobytesAStream: before && opened && (opened.kilobytes - before.kilobytes) / watchers.length,
    processorMsAChange: opened && after && (after.processorMs - opened.processorMs) / changes,
  };
}

type Writer = Awaited<ReturnType<typeof startWriter>>;

const toChange = (editor: Member, scene: Scene): Change => ({
  departmentCode: editor.departmentCode,
  directiveCode: scene.large.directiveCode,
  personId: editor.personId,
  name: editor.name,
});

type Dashboard = {
  /** When each body's news had come to its last byte, by the body's code. */
  readonly heard: ReadonlyMap<string, readonly number[]>;
  readonly close: () => void;
};

function openDashboard(stage: Stage, scene: Scene, watcher: Visitor): Promise<Dashboard> {
  const heard = new Map<string, number[]>();
  const take = (message: string) => {
    if (!message.includes("event: dashboard")) return;
    const cameAt = performance.timeOrigin + performance.now();
    for (const [, code = ""] of message.matchAll(/"code":"([^"]+)"/g)) {
      const times = heard.get(code) ?? [];
      times.push(cameAt);
      heard.set(code, times);
    }
  };
  return new Promise((done, fail) => {
    const asked: ClientRequest = request(
      `${stage.productUrl}/api/live?directive=${scene.large.directiveCode}`,
      { agent: false, headers: { accept: "text/event-stream", cookie: watcher.cookie } },
      (response) => {
        if (response.statusCode !== 200)
          return fail(new Error(`a stream was answered ${response.statusCode}`));
        let rest = "";
        response.setEncoding("utf8");
        response.on("data", (piece: string) => {
          const messages = (rest + piece).split("\n\n");
          rest = messages.pop() ?? "";
          for (const message of messages) {
            // A place is named once the dashboard has been told what it missed.
            if (message.startsWith("id: ")) done({ heard, close: () => asked.destroy() });
            take(message);
          }
        });
        response.on("end", () => fail(new Error("a stream ended before it was told where it stands")));
        response.on("error", fail);
      },
    );
    asked.on("error", fail);
    asked.end();
    setTimeout(() => fail(new Error("a stream was not told where it stands")), longestMs).unref();
  });
}

async function startWriter(stage: Stage) {
  const child: ChildProcess = fork(join(import.meta.dirname, "writer.ts"), [], {
    execArgv: ["--conditions=react-server", "--import", "tsx"],
    env: { ...process.env, DATABASE_APP_URL: stage.appUrl, LOG_LEVEL: "error" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  let failed: (error: Error) => void = () => undefined;
  child.once("exit", (code) => failed(new Error(`the writer ended with ${code}`)));
  const next = <T>() =>
    new Promise<T>((done, fail) => {
      failed = fail;
      child.once("message", (message) => done(message as T));
      setTimeout(() => fail(new Error("the writer does not answer")), longestMs).unref();
    });
  await next<"ready">();
  return {
    change: (change: Change): Promise<Changed> => {
      const changed = next<Changed>();
      child.send(change);
      return changed;
    },
    stop: () => child.disconnect(),
  };
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Memory in use and processor time of a process, where /proc tells them. */
function usageOf(pid: number): { kilobytes: number; processorMs: number } | null {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    const times = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    const ticks = Number(times[11]) + Number(times[12]);
    // A hundred ticks a second, on every Linux that Node runs on.
    return { kilobytes: Number(kilobytes), processorMs: ticks * 10 };
  } catch {
    return null;
  }
}
