import { expect } from "vitest";
import { GET } from "@/app/api/live/route";
import type { Actor } from "@/lib/kernel/actor";
import { as, asNobody } from "./visitors";

type Told = { readonly id: string; readonly name: string; readonly data: Record<string, unknown> };

/** Asks for a stream as the given person, or nobody, and answers as the browser would get it. */
export async function askForStream(
  person: Pick<Actor, "personId"> | null,
  query: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const request = new Request(`http://localhost/api/live?${new URLSearchParams(query)}`, { headers });
  return person ? as(person, () => GET(request)) : asNobody(() => GET(request));
}

/** A stream that is read as it comes. */
export async function openLive(
  person: Pick<Actor, "personId">,
  query: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) {
  const response = await askForStream(person, query, headers);
  expect(response.status).toBe(200);
  const reader = response.body?.getReader();
  if (!reader) throw new Error("the stream has no body");
  const told: Told[] = [];
  let text = "";
  let lastId = "";
  let isOver = false;
  const decoder = new TextDecoder();
  const read = async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const lines = text.slice(0, end).split("\n");
        text = text.slice(end + 2);
        const field = (name: string) =>
          lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
        lastId = field("id") ?? lastId;
        const name = field("event");
        if (name) told.push({ id: lastId, name, data: JSON.parse(field("data") ?? "null") });
      }
    }
    isOver = true;
  };
  void read();
  return {
    response,
    told,
    of: (name: string) => told.filter((one) => one.name === name).map(({ data }) => data),
    lastId: () => lastId,
    isOver: () => isOver,
    close: () => reader.cancel(),
    /** Waits until what was missed has been sent: a place is named only then. */
    settled: () => expect.poll(() => lastId, { timeout: 5_000 }).not.toBe(""),
  };
}
