import type { OutboxEvent } from "./outbox";
import type { Message } from "./streams";

/** Something that streams watch together: what is said about it is made once and sent to all of them. */
export type Channel = {
  /** Two streams that name the same key watch the same. */
  readonly key: string;
  readonly concerns: (event: OutboxEvent) => boolean;
  /** What there is to say after these events, or, of none, when it was asked for; null for nothing. */
  readonly tell: (events: readonly OutboxEvent[]) => Promise<Message | null>;
  /** How things stand, for streams that have just been opened. */
  readonly greet?: () => Promise<Message | null>;
  /** The shortest time between two messages: what happens meanwhile is said together. */
  readonly everyMs: number;
};

/** How far the outbox has been heard: the greater, the further. */
export type Turn = number;

export type Teller<Listener> = {
  /** Takes events that concern the channel, heard after the given turn, and says them when it is time. */
  readonly hear: (events: readonly OutboxEvent[], after: Turn) => void;
  /** Says how things stand, though nothing was heard. */
  readonly ask: () => void;
  /** Says to one listener alone how things stand and what it missed, never between two halves of another message. */
  readonly welcome: (listener: Listener, missed: readonly OutboxEvent[]) => Promise<void>;
  /** The turn up to which everything has been said; null when nothing waits. */
  readonly saidUpTo: () => Turn | null;
  readonly stop: () => void;
};

// A message to a thousand takes the process some tens of milliseconds: they hear of a burst less often, not later.
const msAListener = 0.3;
const againAfterMs = 1_000;

/**
 * Gathers what is heard about a channel, and says it no more often than the channel wants: at once when it has been
 * quiet. One message is made at a time, so that none overtakes a newer one. What could not be said is kept and tried
 * again.
 */
export function createTeller<Listener>(input: {
  channel: Pick<Channel, "tell" | "greet" | "everyMs">;
  countListeners: () => number;
  send: (message: Message, to: readonly Listener[] | "all") => void;
  onFailure: (error: unknown) => void;
}): Teller<Listener> {
  const { channel, countListeners, send, onFailure } = input;
  let waiting: readonly OutboxEvent[] = [];
  let waitingAfter: Turn | null = null;
  let sayingAfter: Turn | null = null;
  let isAsked = false;
  let newcomers: { listener: Listener; missed: readonly OutboxEvent[]; done: () => void }[] = [];
  let isSaying = false;
  let isStopped = false;
  let mayAt = 0;
  let timer: NodeJS.Timeout | undefined;

  const plan = () => {
    if (isSaying || isStopped) return;
    if (newcomers.length > 0) return void run(welcomeAll);
    if (waiting.length === 0 && !isAsked) return;
    timer ??= setTimeout(
      () => {
        timer = undefined;
        void run(sayWaiting);
      },
      Math.max(0, mayAt - performance.now()),
    );
  };
  const run = async (work: () => Promise<void>) => {
    if (isSaying || isStopped) return;
    isSaying = true;
    try {
      await work();
    } catch (error) {
      mayAt = performance.now() + againAfterMs;
      onFailure(error);
    } finally {
      isSaying = false;
      plan();
    }
  };
  const sayWaiting = async () => {
    const events = waiting;
    const wasAsked = isAsked;
    sayingAfter = waitingAfter;
    waiting = [];
    waitingAfter = null;
    isAsked = false;
    mayAt = performance.now() + Math.max(channel.everyMs, countListeners() * msAListener);
    try {
      const message = await channel.tell(events);
      sayingAfter = null;
      if (message) send(message, "all");
    } catch (error) {
      waiting = [...events, ...waiting];
      waitingAfter = sayingAfter ?? waitingAfter;
      sayingAfter = null;
      isAsked ||= wasAsked;
      throw error;
    }
  };
  const welcomeAll = async () => {
    const all = newcomers;
    newcomers = [];
    try {
      const greeting = await channel.greet?.();
      if (greeting)
        send(
          greeting,
          all.map(({ listener }) => listener),
        );
      const late = all.filter(({ missed }) => missed.length > 0);
      if (late.length === 0) return;
      const missed = new Map(late.flatMap((one) => one.missed.map((event) => [event.sequence, event])));
      const message = await channel.tell([...missed.values()]);
      if (message)
        send(
          message,
          late.map(({ listener }) => listener),
        );
    } catch (error) {
      newcomers = [...all, ...newcomers];
      all.length = 0;
      await new Promise((done) => setTimeout(done, againAfterMs));
      throw error;
    } finally {
      for (const { done } of all) done();
    }
  };

  return {
    hear: (events, after) => {
      if (events.length === 0) return;
      waiting = [...waiting, ...events];
      waitingAfter ??= after;
      plan();
    },
    ask: () => {
      isAsked = true;
      plan();
    },
    welcome: (listener, missed) =>
      new Promise((done) => {
        newcomers.push({ listener, missed, done });
        plan();
      }),
    saidUpTo: () => sayingAfter ?? waitingAfter,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
