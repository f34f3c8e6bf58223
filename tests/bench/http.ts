import { Agent, request } from "node:http";
import type { Window } from "./pairs";

/** As many requests as are under way at a time, on either side. */
export const connections = 8;

const agent = new Agent({ keepAlive: true, maxSockets: connections });

export type Answer = { readonly status: number; readonly body: string };

export function ask(input: {
  url: string;
  method: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}): Promise<Answer> {
  return new Promise((done, fail) => {
    const { url, method, headers, body } = input;
    const length = String(Buffer.byteLength(body));
    const asked = request(
      url,
      { agent, method, headers: { ...headers, "content-length": length } },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () =>
          done({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString("utf8") }),
        );
        response.on("error", fail);
      },
    );
    asked.on("error", fail);
    asked.end(body);
  });
}

/** Does the work so many times in all, as many as there are connections at a time; each is told which of them it is. */
export async function drive(
  times: number,
  work: (connection: number, turn: number) => Promise<void>,
): Promise<Window> {
  const latenciesMs: number[] = [];
  let turn = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async (_, connection) => {
      while (turn < times) {
        const own = turn++;
        const askedAt = performance.now();
        await work(connection, own);
        latenciesMs.push(performance.now() - askedAt);
      }
    }),
  );
  return { seconds: (performance.now() - startedAt) / 1_000, latenciesMs };
}

export function closeConnections(): void {
  agent.destroy();
}
