import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTeller } from "./channel";
import type { OutboxEvent } from "./outbox";
import type { Message } from "./streams";

const event = (sequence: number): OutboxEvent => ({
  sequence: BigInt(sequence),
  name: "plan.section_saved",
  payload: {},
  departmentId: null,
  directiveId: null,
  actorId: null,
});

function tellerThat(input: {
  tell?: (events: readonly OutboxEvent[]) => Promise<Message | null>;
  greet?: () => Promise<Message | null>;
  listeners?: number;
}) {
  const said: string[] = [];
  const failures: unknown[] = [];
  const teller = createTeller<string>({
    channel: {
      everyMs: 200,
      tell:
        input.tell ??
        (async (events) => ({ name: "news", data: events.map(({ sequence }) => Number(sequence)) })),
      ...(input.greet && { greet: input.greet }),
    },
    countListeners: () => input.listeners ?? 1,
    send: ({ name, data }, to) =>
      said.push(`${to === "all" ? "all" : to.join("+")}: ${name} ${JSON.stringify(data)}`),
    onFailure: (error) => failures.push(error),
  });
  return { teller, said, failures };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("what is said about a channel", () => {
  it("is said at once after a quiet time, and what comes meanwhile together, at most every so often", async () => {
    const { teller, said } = tellerThat({});
    teller.hear([event(1)], 1);
    await pass(5);
    expect(said).toEqual(["all: news [1]"]);
    for (let sequence = 2; sequence < 10; sequence++) {
      teller.hear([event(sequence)], sequence);
      await pass(10);
    }
    expect(said).toHaveLength(1);
    await pass(200);
    expect(said).toEqual(["all: news [1]", "all: news [2,3,4,5,6,7,8,9]"]);
  });

  it("is said less often to very many", async () => {
    const { teller, said } = tellerThat({ listeners: 2_000 });
    for (let turn = 0; turn < 30; turn++) {
      teller.hear([event(turn)], turn);
      await pass(100);
    }
    expect(said.length).toBeLessThan(8);
  });

  it("names the place up to which everything has been said", async () => {
    let finish: (message: Message) => void = () => undefined;
    const tell = () => new Promise<Message>((done) => (finish = done));
    const { teller } = tellerThat({ tell });
    expect(teller.saidUpTo()).toBeNull();
    teller.hear([event(1)], 7);
    await pass(5);
    teller.hear([event(2)], 8);
    expect(teller.saidUpTo()).toBe(7);
    finish({ name: "news", data: 1 });
    await pass(1);
    expect(teller.saidUpTo()).toBe(8);
    await pass(250);
    finish({ name: "news", data: 2 });
    await pass(1);
    expect(teller.saidUpTo()).toBeNull();
  });

  it("is kept and tried again when it could not be found out", async () => {
    let isBroken = true;
    const tell = async (events: readonly OutboxEvent[]) => {
      if (isBroken) throw new Error("no database");
      return { name: "news", data: events.map(({ sequence }) => Number(sequence)) };
    };
    const { teller, said, failures } = tellerThat({ tell });
    teller.hear([event(1)], 3);
    await pass(5);
    teller.hear([event(2)], 4);
    isBroken = false;
    expect(teller.saidUpTo()).toBe(3);
    await pass(1_100);
    expect(failures).toHaveLength(1);
    expect(said).toEqual(["all: news [1,2]"]);
  });

  it("greets newcomers alone, with what they missed, and never beside another message in the making", async () => {
    const greet = async () => ({ name: "hello", data: null });
    const { teller, said } = tellerThat({ greet });
    teller.hear([event(1)], 1);
    const welcomed = Promise.all([
      teller.welcome("a", []),
      teller.welcome("b", [event(5), event(6)]),
      teller.welcome("c", [event(6), event(7)]),
    ]);
    await pass(10);
    await welcomed;
    expect(said.filter((one) => !one.startsWith("all"))).toEqual([
      "a: hello null",
      "b+c: hello null",
      "b+c: news [5,6,7]",
    ]);
    expect(said).toContain("all: news [1]");
  });

  it("is asked for without an event, and nothing is said where there is nothing", async () => {
    const { teller, said } = tellerThat({ tell: async () => null });
    teller.ask();
    await pass(300);
    expect(said).toEqual([]);
    teller.stop();
    teller.hear([event(1)], 1);
    await pass(300);
    expect(said).toEqual([]);
  });
});
