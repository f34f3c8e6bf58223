import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { plainEnvironment } from "./portal-process";

const root = join(import.meta.dirname, "../..");

export type OwnProcess = {
  readonly output: () => string;
  /** Ends it without a word to it, and waits until it is gone. */
  readonly kill: () => Promise<void>;
  /** Asks it to stop, and waits until it has. */
  readonly stop: () => Promise<void>;
};

const running = new Set<OwnProcess>();

/** Starts the worker or the web process as `npm start` does, with these settings and no others, until it is ready. */
export async function startOwn(
  name: "worker" | "web",
  environment: Readonly<Record<string, string>>,
): Promise<OwnProcess> {
  const child = fork(join(root, `scripts/${name}.ts`), [], {
    execArgv: ["--conditions=react-server", "--import", "tsx"],
    env: { ...plainEnvironment(), ...environment },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    cwd: root,
  });
  let output = "";
  child.stdout?.on("data", (part: Buffer) => (output += part));
  child.stderr?.on("data", (part: Buffer) => (output += part));
  const own: OwnProcess = {
    output: () => output,
    kill: () => end(child, "SIGKILL").finally(() => running.delete(own)),
    stop: () => end(child, "SIGTERM").finally(() => running.delete(own)),
  };
  running.add(own);
  await new Promise<void>((done, fail) => {
    child.once("message", () => done());
    child.once("exit", (code) =>
      fail(new Error(`${name} ended with ${code} before it was ready:\n${output}`)),
    );
  });
  return own;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once("exit", done));
  child.kill(signal);
  await gone;
}

/** Ends what a test left running, also one that failed. */
export async function endAll(): Promise<void> {
  await Promise.all([...running].map((own) => own.kill()));
}
