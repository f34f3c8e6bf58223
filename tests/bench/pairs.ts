/** What one side did in one window. */
export type Window = { readonly seconds: number; readonly latenciesMs: readonly number[] };

/** Asks one side for the work so many times, checks every answer, and throws at the first that is wrong. */
export type Drive = (times: number) => Promise<Window>;

export type Work = {
  readonly work: "dashboard-47" | "dashboard-10000" | "status-json" | "autosave" | "submit" | "outbox";
  readonly floor: Drive;
  readonly product: Drive;
  /** The most that one window may ask for, where each request uses something up. */
  readonly atMost?: number;
};

export type Figures = {
  readonly work: Work["work"];
  readonly rps: number;
  readonly floorRps: number;
  /** The median, over the pairs, of the product's rate to the floor's in the window beside it. */
  readonly ratio: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The product's 99th percentile in each round. */
  readonly p99MsByRound: readonly number[];
};

const windowSeconds = 1.2;
// By then the compiler has done with both sides; on a machine that is busy the count alone would take too long.
const warmUp = { seconds: 3, times: 400, atMostSeconds: 12 } as const;

/**
 * Measures works side by side: after a warm-up, each round gives every work one window on the floor and one on the
 * product, the order turned round from one round to the next. What slows the machine for a while slows both sides
 * of a pair, and every work.
 */
export async function measureInPairs(works: readonly Work[], rounds: number): Promise<Figures[]> {
  const prepared: { one: Work; times: { floor: number; product: number }; pairs: Pair[] }[] = [];
  for (const one of works) {
    const floor = await warm(one.floor, one.atMost);
    const product = await warm(one.product, one.atMost);
    prepared.push({ one, times: { floor, product }, pairs: [] });
  }
  for (let round = 0; round < rounds; round++) {
    const isFloorFirst = round % 2 === 0;
    for (const { one, times, pairs } of isFloorFirst ? prepared : prepared.toReversed()) {
      const before = isFloorFirst ? await one.floor(times.floor) : null;
      const product = await one.product(times.product);
      pairs.push({ product, floor: before ?? (await one.floor(times.floor)) });
    }
  }
  return prepared.map(({ one, pairs }) => toFigures(one.work, pairs));
}

/** Runs a side until it is warm; answers how often it does the work in one window. */
async function warm(drive: Drive, atMost = Number.POSITIVE_INFINITY): Promise<number> {
  let times = Math.min(32, atMost);
  const warmed = { seconds: 0, times: 0 };
  const isWarm = () => warmed.seconds >= warmUp.seconds && warmed.times >= warmUp.times;
  while (!isWarm() && warmed.seconds < warmUp.atMostSeconds) {
    const window = await drive(times);
    warmed.seconds += window.seconds;
    warmed.times += times;
    times = Math.min(Math.max(32, Math.round(rateOf(window) * windowSeconds)), atMost);
  }
  return times;
}

type Pair = { readonly floor: Window; readonly product: Window };

function rateOf({ latenciesMs, seconds }: Window): number {
  return latenciesMs.length / seconds;
}

function toFigures(work: Work["work"], pairs: readonly Pair[]): Figures {
  const latencies = pairs.flatMap(({ product }) => product.latenciesMs);
  return {
    work,
    rps: median(pairs.map(({ product }) => rateOf(product))),
    floorRps: median(pairs.map(({ floor }) => rateOf(floor))),
    ratio: median(pairs.map(({ product, floor }) => rateOf(product) / rateOf(floor))),
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    p99MsByRound: pairs.map(({ product }) => percentile(product.latenciesMs, 0.99)),
  };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}
