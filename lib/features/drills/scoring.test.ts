import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asId } from "@/lib/kernel/ids";
import { closedAt, outcomeOf, percentile, scoreDrill } from "./scoring";
import type { DrillCall } from "./types";

const start = new Date("2026-11-25T17:00:00Z");
const at = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const drill = { closesAt: at(1_800), endedAt: null };
const call = (code: string, more: Partial<DrillCall> = {}): DrillCall => ({
  id: `${code} ${more.kind ?? "liaison"}`,
  departmentId: asId<"Department">(code),
  departmentCode: code,
  departmentName: `Department ${code}`,
  kind: "liaison",
  name: "Robin",
  phone: "(213) 555-0100",
  calledAt: start,
  acknowledgedAt: null,
  ...more,
});

describe("a call of a drill", () => {
  it.each([
    ["answered in the last moment", { acknowledgedAt: at(1_800) }, 2_000, "in_time"],
    ["answered a moment later", { acknowledgedAt: at(1_801) }, 2_000, "late"],
    ["not answered while it is open", {}, 1_799, "waiting"],
    ["not answered when it has closed", {}, 1_800, "never"],
    ["to nobody", { name: null }, 10, "nobody"],
  ])("%s", (_, more, now, outcome) => {
    expect(outcomeOf(drill, call("A", more), at(now))).toBe(outcome);
  });

  it("is late once the drill was ended early, and the end cannot prolong it", () => {
    const ended = { ...drill, endedAt: at(600) };
    expect(outcomeOf(ended, call("A", { acknowledgedAt: at(601) }), at(700))).toBe("late");
    expect(outcomeOf(ended, call("A"), at(700))).toBe("never");
    expect(closedAt({ ...drill, endedAt: at(9_000) })).toEqual(at(1_800));
  });
});

describe("a drill's score", () => {
  const calls = [
    call("A", { acknowledgedAt: at(60) }),
    call("A", { kind: "alternate", acknowledgedAt: at(30) }),
    call("B", { acknowledgedAt: at(2_400) }),
    call("B", { kind: "alternate" }),
    call("C", {}),
    call("C", { kind: "alternate", name: null }),
    call("D", { name: null }),
    call("D", { kind: "alternate", name: null }),
  ];

  it("counts departments by the better of their two", () => {
    const score = scoreDrill(drill, calls, at(3_000));
    expect(score.counts).toEqual({ in_time: 1, late: 1, waiting: 0, never: 1, nobody: 1 });
    expect(score.departments.map(({ code }) => code)).toEqual(["D", "C", "B", "A"]);
    expect(score.departments.at(-1)).toMatchObject({ outcome: "in_time", seconds: 30 });
    expect(score).toMatchObject({ called: 5, answered: 3, medianSeconds: 60, p90Seconds: 2_400 });
  });

  it("of no call is nothing", () => {
    expect(scoreDrill(drill, [], at(0))).toMatchObject({
      departments: [],
      called: 0,
      medianSeconds: null,
      p90Seconds: null,
    });
  });

  it("gives every department one outcome, whoever answered when", () => {
    const anyCall = fc.record({
      code: fc.constantFrom("A", "B", "C"),
      kind: fc.constantFrom<"liaison" | "alternate">("liaison", "alternate"),
      name: fc.option(fc.constant("Robin")),
      seconds: fc.option(fc.integer({ min: 0, max: 5_000 })),
    });
    fc.assert(
      fc.property(fc.array(anyCall), fc.integer({ min: 0, max: 6_000 }), (any, now) => {
        const made = any.map(({ code, kind, name, seconds }) =>
          call(code, {
            kind,
            name,
            acknowledgedAt: seconds === null || name === null ? null : at(seconds),
          }),
        );
        const score = scoreDrill(drill, made, at(now));
        const sum = Object.values(score.counts).reduce((total, one) => total + one, 0);
        expect(sum).toBe(new Set(any.map(({ code }) => code)).size);
      }),
    );
  });
});

describe("a share of all values", () => {
  it.each([
    [[], 0.5, null],
    [[7], 0.9, 7],
    [[4, 1, 3, 2], 0.5, 2],
    [[10, 1, 2, 3, 4, 5, 6, 7, 8, 9], 0.9, 9],
  ])("%j at %d is %s", (values, share, expected) => {
    expect(percentile(values, share)).toBe(expected);
  });
});
