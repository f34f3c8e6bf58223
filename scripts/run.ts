import { spawn } from "node:child_process";
import { join } from "node:path";

const binaries = join(import.meta.dirname, "../node_modules/.bin");

/** Runs a command, found among the project's own first, to its end. Answers how it ended and all that it printed. */
export async function run(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ code: number; output: string }> {
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      ...environment,
      PATH: `${binaries}:${process.env.PATH ?? ""}`,
      NEXT_TELEMETRY_DISABLED: "1",
      CI: "1",
      NO_COLOR: "1",
    },
  });
  let output = "";
  child.stdout.on("data", (part: Buffer) => (output += part));
  child.stderr.on("data", (part: Buffer) => (output += part));
  return new Promise((done) => {
    child.once("error", (error) => done({ code: 127, output: `${output}${error.message}` }));
    child.once("close", (code) => done({ code: code ?? 1, output }));
  });
}
