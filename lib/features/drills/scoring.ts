import type { Drill, DrillCall, DrillScore, Outcome, ScoredCall, ScoredDepartment } from "./types";

/** The best first: of its two, a department counts by the better. */
export const outcomes = [
  "in_time",
  "late",
  "waiting",
  "never",
  "nobody",
] as const satisfies readonly Outcome[];

type Closing = Pick<Drill, "closesAt" | "endedAt">;

/** Up to when an answer is in time. */
export function closedAt({ closesAt, endedAt }: Closing): Date {
  return endedAt && endedAt < closesAt ? endedAt : closesAt;
}

export function isOpen(drill: Closing, now: Date): boolean {
  return now < closedAt(drill);
}

/** How long it took, in whole seconds. A clock that was set back never makes it less than nothing. */
function secondsOf({
  calledAt,
  acknowledgedAt,
}: Pick<DrillCall, "calledAt" | "acknowledgedAt">): number | null {
  if (!acknowledgedAt) return null;
  return Math.max(0, Math.round((acknowledgedAt.getTime() - calledAt.getTime()) / 1_000));
}

export function outcomeOf(
  drill: Closing,
  call: Pick<DrillCall, "name" | "acknowledgedAt">,
  now: Date,
): Outcome {
  if (call.name === null) return "nobody";
  if (call.acknowledgedAt) return call.acknowledgedAt <= closedAt(drill) ? "in_time" : "late";
  return isOpen(drill, now) ? "waiting" : "never";
}

const place = (outcome: Outcome) => outcomes.indexOf(outcome);

function scoreDepartment(drill: Closing, calls: readonly DrillCall[], now: Date): ScoredDepartment {
  const scored = calls
    .toSorted((a, b) => (a.kind === b.kind ? 0 : a.kind === "liaison" ? -1 : 1))
    .map(
      (call): ScoredCall => ({
        kind: call.kind,
        name: call.name,
        phone: call.phone,
        outcome: outcomeOf(drill, call, now),
        seconds: secondsOf(call),
      }),
    );
  const [best] = scored.toSorted(
    (a, b) =>
      place(a.outcome) - place(b.outcome) ||
      (a.seconds ?? Number.POSITIVE_INFINITY) - (b.seconds ?? Number.POSITIVE_INFINITY),
  );
  return {
    code: calls[0]?.departmentCode ?? "",
    name: calls[0]?.departmentName ?? "",
    outcome: best?.outcome ?? "nobody",
    seconds: best?.seconds ?? null,
    calls: scored,
  };
}

/** The least value that so great a share of all values does not exceed; null of none. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

/** What a drill showed: departments by the better of their two calls, those who need a call first. */
export function scoreDrill(drill: Closing, calls: readonly DrillCall[], now: Date): DrillScore {
  const departments = [...Map.groupBy(calls, ({ departmentId }) => departmentId).values()]
    .map((own) => scoreDepartment(drill, own, now))
    .toSorted((a, b) => place(b.outcome) - place(a.outcome) || a.name.localeCompare(b.name));
  const count = (outcome: Outcome) => departments.filter((one) => one.outcome === outcome).length;
  const seconds = departments.flatMap(({ calls: own }) => own.flatMap((call) => call.seconds ?? []));
  return {
    departments,
    counts: {
      in_time: count("in_time"),
      late: count("late"),
      waiting: count("waiting"),
      never: count("never"),
      nobody: count("nobody"),
    },
    called: calls.filter(({ name }) => name !== null).length,
    answered: seconds.length,
    medianSeconds: percentile(seconds, 0.5),
    p90Seconds: percentile(seconds, 0.9),
  };
}
