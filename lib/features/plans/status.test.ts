import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canTake,
  nextStatus,
  type PlanStatus,
  type PlanTransition,
  planStatuses,
  planStatusLabels,
  planTransitions,
} from "./status";

/** Every state × every step: the state it leads to, "" where it may not be taken. */
// biome-ignore format: a table is read by its columns
const expected: Readonly<Record<PlanTransition, readonly (PlanStatus | "")[]>> = {
  //                  not_started       draft             with_certifier    submitted    in_review            changes_requested accepted    amending
  edit:              ["draft",          "draft",          "with_certifier", "",          "",                  "",               "",         "amending"],
  send_to_certifier: ["with_certifier", "with_certifier", "",               "",          "",                  "",               "",         "with_certifier"],
  take_back:         ["",               "",               "draft",          "",          "",                  "",               "",         ""],
  send_back:         ["",               "",               "draft",          "",          "",                  "",               "",         ""],
  submit:            ["",               "submitted",      "submitted",      "",          "",                  "",               "",         "submitted"],
  withdraw:          ["",               "",               "",               "draft",     "",                  "",               "",         ""],
  begin_review:      ["",               "",               "",               "in_review", "",                  "",               "",         ""],
  request_changes:   ["",               "",               "",               "",          "changes_requested", "",               "",         ""],
  undo_return:       ["",               "",               "",               "",          "",                  "in_review",      "",         ""],
  accept:            ["",               "",               "",               "",          "accepted",          "",               "",         ""],
  undo_acceptance:   ["",               "",               "",               "",          "",                  "",               "in_review", ""],
  revise:            ["",               "",               "",               "",          "",                  "draft",          "",         ""],
  amend:             ["",               "",               "",               "",          "",                  "",               "amending", ""],
};

const cells = planTransitions.flatMap((transition) =>
  planStatuses.map((from, column) => ({ from, transition, to: expected[transition][column] || null })),
);

/** The states that can be reached from one, itself included. */
function reachableFrom(start: PlanStatus): ReadonlySet<PlanStatus> {
  const reached = new Set([start]);
  for (const from of reached)
    for (const transition of planTransitions) {
      const to = nextStatus(from, transition);
      if (to) reached.add(to);
    }
  return reached;
}

describe("a plan's next state", () => {
  it.each(cells)("$transition from $from leads to $to", ({ from, transition, to }) => {
    expect(nextStatus(from, transition)).toBe(to);
    expect(canTake(from, transition)).toBe(to !== null);
  });

  it("is always a known state, along any walk that a person may take", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...planTransitions), { maxLength: 200 }), (walk) => {
        let status: PlanStatus = "not_started";
        for (const transition of walk) {
          const next = nextStatus(status, transition);
          expect(canTake(status, transition)).toBe(next !== null);
          if (next) status = next;
          expect(planStatuses).toContain(status);
        }
      }),
    );
  });
});

describe("the table of steps", () => {
  it("locks nobody out: out of every state a step leads to another", () => {
    for (const from of planStatuses) {
      const others = planTransitions.map((transition) => nextStatus(from, transition));
      expect(
        others.some((to) => to !== null && to !== from),
        from,
      ).toBe(true);
    }
  });

  it("leads from every state to acceptance, and from every state back to a text that can be edited", () => {
    for (const from of planStatuses) {
      const reached = reachableFrom(from);
      expect(reached.has("accepted"), from).toBe(true);
      expect(
        [...reached].some((status) => canTake(status, "edit")),
        from,
      ).toBe(true);
    }
  });

  it("reaches every state from a plan that was not started, and never that state again", () => {
    expect([...reachableFrom("not_started")].sort()).toEqual([...planStatuses].sort());
    for (const transition of planTransitions)
      for (const from of planStatuses) expect(nextStatus(from, transition)).not.toBe("not_started");
  });

  it("takes no filed text out of the reviewer's hands: while in review only a reviewer's steps are open", () => {
    const open = planTransitions.filter((transition) => canTake("in_review", transition));
    expect(open).toEqual(["request_changes", "accept"]);
  });

  it("accepts only what was reviewed, and reviews only what was submitted", () => {
    expect(planStatuses.filter((from) => canTake(from, "accept"))).toEqual(["in_review"]);
    expect(planStatuses.filter((from) => canTake(from, "begin_review"))).toEqual(["submitted"]);
  });

  it("lets a mistaken acceptance be undone, and none that an amendment builds upon", () => {
    expect(nextStatus("accepted", "undo_acceptance")).toBe("in_review");
    expect(planStatuses.filter((from) => canTake(from, "undo_acceptance"))).toEqual(["accepted"]);
  });

  it("lets a mistaken return and a premature submission be undone", () => {
    expect(nextStatus("changes_requested", "undo_return")).toBe("in_review");
    expect(nextStatus("submitted", "withdraw")).toBe("draft");
  });
});

describe("a state of a plan", () => {
  it("has words for every state, each its own", () => {
    expect(new Set(Object.values(planStatusLabels)).size).toBe(planStatuses.length);
  });
});
