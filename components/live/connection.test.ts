import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ConnectionState, createConnection } from "./connection";

type Opened = {
  readonly path: string;
  readonly lastId: string | undefined;
  readonly say: (text: string) => Promise<void>;
  readonly breakOff: () => Promise<void>;
  readonly isAborted: () => boolean;
};

/** A server that answers as it is told, and remembers what it was asked. */
function serverThat(answers: () => number | "fails") {
  const opened: Opened[] = [];
  const request = async (path: string, init: RequestInit): Promise<Response> => {
    const answer = answers();
    const { signal } = init;
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (given) => {
        controller = given;
      },
    });
    signal?.addEventListener("abort", () => controller?.error(new DOMException("aborted", "AbortError")));
    const settle = () => vi.advanceTimersByTimeAsync(1);
    opened.push({
      path,
      lastId: (init.headers as Record<string, string>)["last-event-id"],
      say: async (text) => {
        controller?.enqueue(new TextEncoder().encode(text));
        await settle();
      },
      breakOff: async () => {
        controller?.close();
        await settle();
      },
      isAborted: () => signal?.aborted ?? false,
    });
    if (answer === "fails") throw new TypeError("network");
    return new Response(answer === 200 ? body : null, { status: answer });
  };
  return { opened, request };
}

function connect(answers: () => number | "fails" = () => 200, random = () => 0.5) {
  const server = serverThat(answers);
  const connection = createConnection({ request: server.request, random, pageId: "page-1" });
  const states: ConnectionState["kind"][] = [];
  connection.subscribe(() => states.push(connection.state().kind));
  return { connection, states, opened: server.opened, last: () => server.opened.at(-1) as Opened };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a page's stream", () => {
  it("is one for all parts of the page, with everything that they ask for", async () => {
    const { connection, opened } = connect();
    connection.watch({});
    connection.watch({ directive: "ed-12", plan: "LAPL", section: "training" });
    await pass(60);
    expect(opened.map(({ path }) => path)).toEqual([
      "/api/live?directive=ed-12&plan=LAPL&section=training&page=page-1",
    ]);
  });

  it("is live from the first word on, and hands messages to who listens", async () => {
    const { connection, states, last } = connect();
    const unread: number[] = [];
    connection.listen("inbox", (news) => unread.push(news.unread));
    connection.watch({});
    await pass(60);
    expect(states).toEqual(["opening"]);
    await last().say('retry: 2000\n\nevent: inbox\ndata: {"unread":3}\n\n');
    expect(states).toEqual(["opening", "live"]);
    expect(unread).toEqual([3]);
  });

  it("says at first when the page was read, and later where it had come to", async () => {
    const { connection, opened, last } = connect();
    connection.watch({ directive: "ed-12", read: "2026-11-25T01:00:00.000Z" });
    await pass(60);
    expect(last().path).toContain("read=2026-11-25T01%3A00%3A00.000Z");
    await last().say("id: 1-5:5:\n\n");
    await last().breakOff();
    await pass(5_000);
    expect(opened).toHaveLength(2);
    expect(last().path).toBe("/api/live?directive=ed-12");
    expect(last().lastId).toBe("1-5:5:");
  });

  it("forgets the place when the page becomes another, and stays when it is only drawn anew", async () => {
    const { connection, opened, last } = connect();
    const stop = connection.watch({ directive: "ed-12", read: "a" });
    await pass(60);
    await last().say("id: 1-5:5:\n\n");
    stop();
    const stopAgain = connection.watch({ directive: "ed-12", read: "b" });
    await pass(60);
    expect(opened).toHaveLength(1);
    stopAgain();
    connection.watch({ directive: "ed-12", plan: "LAPL" });
    await pass(60);
    expect(opened).toHaveLength(2);
    expect(opened[0]?.isAborted()).toBe(true);
    expect(last().lastId).toBeUndefined();
  });

  it("is tried again at growing intervals, never further apart than three quarters of a minute", async () => {
    const { connection, opened } = connect(() => "fails");
    connection.watch({});
    const at: number[] = [];
    const startedAt = Date.now();
    let known = 0;
    for (let ms = 0; ms < 200_000; ms += 100) {
      await pass(100);
      if (opened.length > known) at.push(Date.now() - startedAt);
      known = opened.length;
    }
    const gaps = at.slice(1).map((ms, index) => ms - (at[index] ?? 0));
    expect(gaps.slice(0, 4).map((gap) => Math.round(gap / 1_000))).toEqual([2, 4, 8, 16]);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(45_000);
    expect(at.length).toBeGreaterThan(7);
  });

  it("comes back at an uneven moment, so that a thousand do not come at once", async () => {
    const soon = connect(
      () => "fails",
      () => 0,
    );
    const late = connect(
      () => "fails",
      () => 0.999,
    );
    soon.connection.watch({});
    late.connection.watch({});
    await pass(1_200);
    expect([soon.opened.length, late.opened.length]).toEqual([2, 1]);
    await pass(2_000);
    expect(late.opened.length).toBe(2);
  });

  it("is lost since the first failure, until it stands again", async () => {
    let answer: number | "fails" = 200;
    const { connection, states, last } = connect(() => answer);
    connection.watch({});
    await pass(60);
    await last().say(":\n\n");
    answer = "fails";
    const brokenAt = Date.now();
    await last().breakOff();
    await pass(20_000);
    expect(connection.state()).toEqual({ kind: "lost", since: expect.closeTo(brokenAt, -2) });
    answer = 200;
    await pass(40_000);
    await last().say(":\n\n");
    expect(states).toEqual(["opening", "live", "lost", "live"]);
  });

  it("counts as lost when nothing is heard, as after a machine has slept", async () => {
    const { connection, opened, last } = connect();
    connection.watch({});
    await pass(60);
    await last().say(":\n\n");
    await pass(30_000);
    expect(connection.state().kind).toBe("live");
    const heardAt = Date.now() - 30_000;
    await pass(16_000);
    expect(opened[0]?.isAborted()).toBe(true);
    expect(connection.state()).toEqual({ kind: "lost", since: expect.closeTo(heardAt, -2) });
    await pass(3_000);
    expect(opened).toHaveLength(2);
  });

  it("is closed while nobody looks, and resumed when somebody does", async () => {
    const { connection, opened, last } = connect();
    connection.watch({});
    await pass(60);
    await last().say("id: 1-5:5:\n\n");
    connection.setInSight(false);
    await pass(9_000);
    expect(last().isAborted()).toBe(false);
    await pass(2_000);
    expect(last().isAborted()).toBe(true);
    expect(connection.state().kind).toBe("idle");
    await pass(120_000);
    expect(opened).toHaveLength(1);
    connection.setInSight(true);
    await pass(10);
    expect(opened).toHaveLength(2);
    expect(last().lastId).toBe("1-5:5:");
  });

  it("is lost at once without a network, and tried as soon as there is one", async () => {
    const { connection, opened, last } = connect();
    connection.watch({});
    await pass(60);
    await last().say(":\n\n");
    connection.setOnline(false);
    expect(connection.state().kind).toBe("lost");
    connection.setOnline(true);
    await pass(600);
    expect(opened).toHaveLength(2);
  });

  it.each([
    [401, "signed_out"],
    [404, "no_access"],
  ] as const)("ends for good at %d, until somebody comes back to the tab", async (status, why) => {
    const { connection, opened } = connect(() => status);
    connection.watch({});
    await pass(120_000);
    expect(opened).toHaveLength(1);
    expect(connection.state()).toEqual({ kind: "ended", why });
    connection.setInSight(true);
    await pass(60);
    expect(opened).toHaveLength(2);
  });

  it("ends when it is told that the session has", async () => {
    const { connection, opened, last } = connect();
    connection.watch({});
    await pass(60);
    await last().say('event: ended\ndata: {"why":"signed_out"}\n\n');
    await pass(120_000);
    expect(connection.state()).toEqual({ kind: "ended", why: "signed_out" });
    expect(opened).toHaveLength(1);
  });

  it("is opened anew without a word when its time is over", async () => {
    const { connection, states, opened, last } = connect();
    connection.watch({});
    await pass(60);
    await last().say("id: 1-5:5:\nevent: again\ndata: {}\n\n");
    await pass(1_000);
    expect(opened).toHaveLength(2);
    expect(last().lastId).toBe("1-5:5:");
    expect(states).toEqual(["opening", "live"]);
  });

  it("is closed when nothing is asked for any more", async () => {
    const { connection, last } = connect();
    const stop = connection.watch({});
    await pass(60);
    stop();
    await pass(60);
    expect(last().isAborted()).toBe(true);
    expect(connection.state().kind).toBe("idle");
  });
});
