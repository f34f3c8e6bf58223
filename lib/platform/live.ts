import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import { findActors } from "./auth";
import { type Channel, createTeller, type Teller, type Turn } from "./channel";
import { log } from "./log";
import { metrics } from "./metrics";
import {
  findMark,
  type Mark,
  markText,
  type OutboxEvent,
  readOutboxFrom,
  readOutboxSince,
  toMark,
} from "./outbox";
import { withScope } from "./scope";
import { bytesOf, frameOf, type Message, openStream, type Stream } from "./streams";
import { onWake } from "./wake";

/** Who watches what, from where on, and for how long. */
export type Watching = {
  readonly actor: Actor;
  /** Judged again with the roles that the person holds by then. */
  readonly mayWatch: (actor: Actor) => boolean;
  readonly channels: readonly Channel[];
  /** Called once the stream stands; what it answers is called when the stream ends. */
  readonly onOpen?: (() => () => void) | undefined;
  /** A peer may be gone without a word: a stream is closed after that long, and whoever is there opens the next. */
  readonly livesMs: number;
  /** The mark that the stream before this one had come to. */
  readonly since?: string | undefined;
  /** Where there was none: when the page that watches read what it shows. */
  readonly readAt?: Date | undefined;
};

type Place = { readonly turn: Turn; readonly mark: Mark };
type Group = { readonly channel: Channel; readonly watchers: Set<Watcher>; readonly teller: Teller<Watcher> };
type Watcher = Watching & {
  readonly stream: Stream;
  readonly groups: readonly Group[];
  readonly endsAtMs: number;
  /** What it missed has been sent: only from then on may a place be named to it. */
  isWelcome: boolean;
  onClose?: (() => void) | undefined;
};
type Hub = {
  readonly join: (watching: Watching) => Promise<Stream>;
  readonly ask: (key: string) => void;
};

const lookEveryMs = 1_000;
const looksABeat = 15;
const looksACheck = 5;
const openTogetherMs = 25;
const toleratedFailureMs = 10_000;
const turnsKept = 1_000;
const mostReplayed = 1_000;
const oldestReplayedMs = 3_600_000;
const shortAbsenceMs = 120_000;
/** More than anybody looks at: whoever opens streams without end takes their own, and not the memory of all. */
const mostOfASession = 20;
/** About how long a browser waits before it tries again. */
const opening = "retry: 2000\n\n";
/** After these somebody's roles or session may be others. */
const changesWhoMay = /^(account|liaison)\./;

function createHub(): Hub {
  const watchers = new Set<Watcher>();
  const groups = new Map<string, Group>();
  let here: Place = { turn: 0, mark: { snapshot: "", at: new Date(0) } };
  /** The marks of the last turns: a channel may be some turns behind what was read. */
  const marks = new Map<Turn, string>();
  let awake: Promise<void> | null = null;
  let joining = 0;
  let fallAsleep: () => void = () => undefined;

  const goTo = (mark: Mark) => {
    here = { turn: here.turn + 1, mark };
    marks.set(here.turn, markText(mark));
    marks.delete(here.turn - turnsKept);
  };
  const wakeUp = async () => {
    goTo(await findMark());
    let looks = 0;
    const deafen = onWake(() => void look());
    const timer = setInterval(() => {
      looks++;
      void look();
      closeTheOld();
      if (looks % looksACheck === 0) void checkWhoMay();
      if (looks % looksABeat === 0) beat();
    }, lookEveryMs);
    fallAsleep = () => {
      clearInterval(timer);
      deafen();
      awake = null;
    };
  };

  let isLooking = false;
  let lookAgain = false;
  let failingSinceMs: number | null = null;
  /** Reads the outbox from where it was left. One reading at a time; one more follows when it was asked for meanwhile. */
  const look = async (): Promise<void> => {
    lookAgain = true;
    if (isLooking) return;
    isLooking = true;
    let askedAtMs = performance.now();
    try {
      while (lookAgain && watchers.size > 0) {
        lookAgain = false;
        askedAtMs = performance.now();
        const { events, mark } = await readOutboxSince(here.mark);
        failingSinceMs = null;
        const before = here.turn;
        goTo(mark);
        if (events.length === 0) continue;
        for (const { channel, teller } of groups.values())
          teller.hear(events.filter(channel.concerns), before);
        if (events.some(({ name }) => changesWhoMay.test(name))) void checkWhoMay();
      }
    } catch (error) {
      failingSinceMs ??= askedAtMs;
      log.warn({ err: error }, "the outbox could not be read for the open streams");
      // Who is told nothing must not believe that nothing happens.
      if (performance.now() - failingSinceMs > toleratedFailureMs)
        for (const { stream } of watchers) stream.end();
    } finally {
      isLooking = false;
    }
  };

  let isChecking = false;
  /** Ends the streams of sessions that have ended, and of people who may not watch any more, in one query for all. */
  const checkWhoMay = async (): Promise<void> => {
    if (isChecking || watchers.size === 0) return;
    isChecking = true;
    try {
      const actors = await findActors([...new Set([...watchers].map(({ actor }) => actor.sessionId))]);
      for (const { stream, actor, mayWatch } of [...watchers]) {
        const fresh = actors.get(actor.sessionId);
        if (!fresh) stream.end({ name: "ended", data: { why: "signed_out" } });
        else if (!mayWatch(fresh)) stream.end({ name: "ended", data: { why: "no_access" } });
      }
    } catch (error) {
      log.warn({ err: error }, "the sessions of the open streams could not be asked for");
    } finally {
      isChecking = false;
    }
  };

  const closeTheOld = () => {
    for (const { stream, endsAtMs } of [...watchers]) {
      if (endsAtMs <= performance.now()) stream.end({ name: "again", data: {} });
    }
  };

  /** From where a watcher goes on if its stream ends now; null while it has not been sent what it missed. */
  const placeOf = (watcher: Watcher): string | null => {
    if (!watcher.isWelcome) return null;
    const said = watcher.groups.map(({ teller }) => teller.saidUpTo() ?? here.turn);
    return marks.get(Math.min(here.turn, ...said)) ?? null;
  };

  const write = (to: Iterable<Watcher>, frame?: string) => {
    const written = new Map<string | null, Uint8Array>();
    for (const watcher of [...to]) {
      const place = placeOf(watcher);
      let bytes = written.get(place);
      if (!bytes) {
        bytes = bytesOf(place, frame);
        written.set(place, bytes);
      }
      watcher.stream.write(bytes);
    }
  };
  const beat = () => write(watchers, ":\n\n");

  const groupOf = (channel: Channel): Group => {
    const known = groups.get(channel.key);
    if (known) return known;
    const members = new Set<Watcher>();
    const teller = createTeller<Watcher>({
      channel,
      countListeners: () => members.size,
      send: (message: Message, to) => write(to === "all" ? members : to, frameOf(message)),
      onFailure: (error) => log.warn({ err: error, channel: channel.key }, "open streams could not be told"),
    });
    const group = { channel, watchers: members, teller };
    groups.set(channel.key, group);
    return group;
  };

  const leave = (watcher: Watcher): void => {
    watchers.delete(watcher);
    metrics().streams.set(watchers.size);
    for (const group of watcher.groups) {
      group.watchers.delete(watcher);
      if (group.watchers.size > 0) continue;
      group.teller.stop();
      groups.delete(group.channel.key);
    }
    sleepIfAlone();
    watcher.onClose?.();
  };
  const sleepIfAlone = () => {
    if (watchers.size === 0 && joining === 0) fallAsleep();
  };

  let newcomers: Watcher[] = [];
  /** Sends what newcomers missed. Many who come at once, as after a restart, are served by one reading. */
  const welcomeAll = async () => {
    const all = newcomers;
    newcomers = [];
    try {
      const missed = await findMissed(all);
      await Promise.all(all.map((watcher) => welcome(watcher, missed.get(watcher) ?? [])));
    } catch (error) {
      log.warn({ err: error }, "streams that were opened could not be told what they missed");
      for (const { stream } of all) stream.end();
    }
  };
  const welcome = async (watcher: Watcher, missed: readonly OutboxEvent[] | "too_much") => {
    if (missed === "too_much") watcher.stream.write(bytesOf(null, frameOf({ name: "reset", data: {} })));
    const events = missed === "too_much" ? [] : missed;
    await Promise.all(
      watcher.groups.map(({ channel, teller }) => teller.welcome(watcher, events.filter(channel.concerns))),
    );
    watcher.isWelcome = true;
    write([watcher]);
  };

  const join = async (watching: Watching): Promise<Stream> => {
    joining++;
    try {
      awake ??= wakeUp();
      await awake;
    } catch (error) {
      awake = null;
      throw error;
    } finally {
      joining--;
    }
    let watcher: Watcher | undefined;
    const stream = openStream(opening, () => watcher && leave(watcher));
    // In a process that stops it has ended already.
    if (!stream.isOpen()) {
      sleepIfAlone();
      return stream;
    }
    watcher = {
      ...watching,
      stream,
      groups: watching.channels.map(groupOf),
      endsAtMs: performance.now() + watching.livesMs,
      isWelcome: false,
    };
    watchers.add(watcher);
    metrics().streams.set(watchers.size);
    watcher.onClose = watching.onOpen?.();
    for (const group of watcher.groups) group.watchers.add(watcher);
    const [oldest, ...others] = [...watchers].filter(
      ({ actor }) => actor.sessionId === watching.actor.sessionId,
    );
    if (others.length >= mostOfASession) oldest?.stream.end({ name: "again", data: {} });
    newcomers.push(watcher);
    if (newcomers.length === 1) setTimeout(() => void welcomeAll(), openTogetherMs);
    return stream;
  };

  return { join, ask: (key) => groups.get(key)?.teller.ask() };
}

/** What each of them missed, by one reading for those with an instant, and two for those with a mark. */
async function findMissed(
  watchers: readonly Watcher[],
): Promise<ReadonlyMap<Watcher, readonly OutboxEvent[] | "too_much">> {
  const missed = new Map<Watcher, readonly OutboxEvent[] | "too_much">();
  const oldest = Date.now() - oldestReplayedMs;
  const marked: { watcher: Watcher; mark: Mark }[] = [];
  const dated: { watcher: Watcher; readAt: Date }[] = [];
  for (const watcher of watchers) {
    const mark = watcher.since ? toMark(watcher.since) : null;
    if (mark && mark.at.getTime() > oldest) marked.push({ watcher, mark });
    else if (watcher.since) missed.set(watcher, "too_much");
    else if (watcher.readAt && watcher.readAt.getTime() > oldest)
      dated.push({ watcher, readAt: watcher.readAt });
    else if (watcher.readAt) missed.set(watcher, "too_much");
  }
  const told = (of: readonly { watcher: Watcher }[], events: readonly OutboxEvent[]) => {
    for (const { watcher } of of) missed.set(watcher, events.length > mostReplayed ? "too_much" : events);
  };
  const [earliest] = dated.toSorted((a, b) => a.readAt.getTime() - b.readAt.getTime());
  if (earliest) told(dated, (await readOutboxFrom(earliest.readAt, mostReplayed + 1)).events);
  // A laptop that wakes up among a thousand who lost the line for a moment has missed more than they have.
  const isShort = ({ mark }: { mark: Mark }) => Date.now() - mark.at.getTime() < shortAbsenceMs;
  for (const alike of [marked.filter(isShort), marked.filter((one) => !isShort(one))]) {
    if (alike.length === 0) continue;
    const mark = earliestOf(alike.map((one) => one.mark));
    told(alike, (await readOutboxSince(mark, mostReplayed + 1)).events);
  }
  return missed;
}

/** A mark that has seen nothing that one of these has not: of several, all since the oldest transaction counts as unseen. */
function earliestOf(marks: readonly Mark[]): Mark {
  const [first, ...others] = marks;
  if (!first) throw new Error("no mark");
  if (others.length === 0) return first;
  const oldestIn = ({ snapshot }: Mark) => BigInt(snapshot.split(":")[0] ?? "1");
  const [oldest] = marks.map(oldestIn).toSorted((a, b) => (a < b ? -1 : 1));
  return { snapshot: `${oldest}:${oldest}:`, at: first.at };
}

const holder = globalThis as typeof globalThis & { portalLive?: Hub };

function hub(): Hub {
  holder.portalLive ??= createHub();
  return holder.portalLive;
}

/**
 * Opens a stream for somebody who may watch, and keeps it: told of what happens, resumed where the last one ended, ended
 * with its session or its right. The hub reads the outbox only while streams are open, when it is woken and by the
 * clock, once for all of them.
 */
export function watch(watching: Watching): Promise<Stream> {
  // One hub reads for all, and outlives the request that opened it; `mayWatch` has said what this watcher is told.
  return withScope("everything", () => hub().join(watching));
}

/** Has a channel say how things stand, for what changes by the clock alone. */
export function askChannel(key: string): void {
  hub().ask(key);
}
