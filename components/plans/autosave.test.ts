import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isOwnEcho, resume, retryDelayMs, sendSection } from "./autosave";

type Answer = { readonly status: number; readonly text: string };

let answer: Answer = { status: 200, text: "" };
const received: { method?: string; text: string }[] = [];
const server = createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request) text += chunk;
  received.push({ method: request.method ?? "", text });
  response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.text);
});
let url = "";
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/section`;
});
afterAll(() => new Promise((done) => server.close(done)));

const body = { revision: 3, content: { note: "new" } };
const sent = (status: number, data: unknown) => {
  answer = { status, text: typeof data === "string" ? data : JSON.stringify(data) };
  return sendSection(url, body);
};
const theirs = { content: { note: "theirs" }, revision: 4, editedByName: "Kim", editedAt: null };

describe("sending a section", () => {
  it("sends what was typed with the revision that it began from", async () => {
    await sent(200, { revision: 4, savedAt: "2025-07-20T21:41:00Z" });
    expect(received.at(-1)).toEqual({ method: "PUT", text: JSON.stringify(body) });
  });

  it.each([
    ["saved", 200, { revision: 4, savedAt: "t" }, { kind: "saved", revision: 4, savedAt: "t" }],
    [
      "somebody else saved first",
      409,
      { error: { code: "STALE_REVISION", details: theirs } },
      { kind: "stale", theirs },
    ],
    ["the session has ended", 401, { error: { code: "UNAUTHENTICATED" } }, { kind: "signed_out" }],
    ["the session has ended, and a proxy says so", 401, "<html></html>", { kind: "signed_out" }],
    ["the plan has moved on", 409, { error: { code: "NOT_EDITABLE" } }, { kind: "locked" }],
    ["the plan may no longer be opened", 404, { error: { code: "NOT_FOUND" } }, { kind: "locked" }],
    [
      "an answer cannot be kept",
      422,
      { error: { code: "INVALID_INPUT", fieldErrors: { note: "Too long." } } },
      { kind: "refused", message: "Too long.", field: "note" },
    ],
    [
      "the server is in trouble, with the reference that its log holds",
      500,
      { error: { code: "UNEXPECTED", details: { reference: "r1" } } },
      { kind: "server_error", reference: "r1" },
    ],
    [
      "the door refuses it",
      403,
      { error: { code: "CROSS_SITE", reference: "r2" } },
      { kind: "server_error", reference: "r2" },
    ],
    ["a proxy answers in its place", 502, "<html>Bad gateway</html>", { kind: "unreachable" }],
    ["a success says nothing", 200, {}, { kind: "unreachable" }],
  ])("tells when %s", async (_, status, data, outcome) => {
    expect(await sent(status, data)).toEqual(outcome);
  });

  it("tells when there is no network, and does not throw", async () => {
    expect(await sendSection("http://127.0.0.1:1/section", body)).toEqual({ kind: "unreachable" });
  });
});

describe("trying again", () => {
  it("waits longer each time, and never longer than half a minute", () => {
    expect([1, 2, 3, 4, 5, 6, 60].map(retryDelayMs)).toEqual([
      2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });
});

describe("a page that opens again", () => {
  const kept = { baseRevision: 3, base: {}, content: {} };

  it.each([
    ["nothing was kept", null, 3, "nothing"],
    ["the server still has what it began from", kept, 3, "send"],
    ["somebody else has saved since", kept, 4, "compare"],
  ] as const)("knows what to do when %s", (_, draft, revision, next) => {
    expect(resume(draft, { revision })).toBe(next);
  });
});

describe("a newer text at the server", () => {
  it("is one's own when it is what was sent and never answered, in whatever order its keys come back", () => {
    expect(isOwnEcho({ b: [1], a: "x" }, { a: "x", b: [1] })).toBe(true);
  });

  it("is somebody else's when a letter differs, or when nothing was sent", () => {
    expect(isOwnEcho({ a: "x" }, { a: "y" })).toBe(false);
    expect(isOwnEcho({ a: "x" }, undefined)).toBe(false);
  });
});
