import { describe, expect, it } from "vitest";
import { burnUpOf } from "./burn-up";
import type { ComplianceOverview } from "./types";

const directive = { issuedOn: "2025-07-11", dueAt: "2025-07-26T07:00:00.000Z" };

type Input = {
  filed: number;
  late?: number;
  required?: number;
  now?: string;
  filings?: ComplianceOverview["filings"];
};

function drawn({ filed, late = 0, required = 40, now = "2025-07-20T18:00:00.000Z", filings = [] }: Input) {
  const counts = { filedOnTime: filed, filedLate: late, required } as ComplianceOverview["counts"];
  return burnUpOf(directive, { counts, filings, now });
}

describe("the chart of filings", () => {
  it("says the pace that is needed, in words and as a line from today to the deadline", () => {
    const drawing = drawn({ filed: 12, late: 1 });
    expect(drawing.filed).toBe(13);
    expect(drawing.sentence).toBe("27 still to file: 5 a day from now on reach the deadline.");
    expect(drawing.pace?.aDay).toBe(5);
    expect(drawing.today).toBeLessThan(drawing.deadline);
    expect(drawing.pace?.goalY).toBeLessThan(drawing.filedY);
  });

  it.each([
    ["all have filed", { filed: 40 }, "Every required body has filed."],
    [
      "the last day",
      { filed: 39, now: "2025-07-25T20:00:00.000Z" },
      "1 still to file, and less than a day is left.",
    ],
    [
      "one late",
      { filed: 39, now: "2025-07-27T20:00:00.000Z" },
      "1 required body has not filed; the deadline has passed.",
    ],
    [
      "two late",
      { filed: 38, now: "2025-07-27T20:00:00.000Z" },
      "2 required bodies have not filed; the deadline has passed.",
    ],
  ])("%s", (_, input, sentence) => {
    expect(drawn(input).sentence).toBe(sentence);
  });

  it("needs no pace once it is reached, or too late", () => {
    expect(drawn({ filed: 40 }).pace).toBeNull();
    expect(drawn({ filed: 10, now: "2025-07-27T20:00:00.000Z" }).pace).toBeNull();
  });

  it("keeps round levels away from the goal, names at most eight days, and holds each day in its table", () => {
    const filings = [
      { day: "2025-07-14", filed: 3 },
      { day: "2025-07-16", filed: 12 },
    ];
    const drawing = drawn({ filed: 12, required: 41, filings });
    expect(drawing.levels.map(({ level }) => level)).toEqual([0, 10, 20, 30, 41]);
    expect(drawing.ticks.length).toBeLessThanOrEqual(8);
    expect(drawing.ticks[0]).toMatchObject({ label: "Jul 11", isOnPhone: true });
    expect(drawing.days).toEqual([
      { day: "July 14, 2025", filed: 3 },
      { day: "July 16, 2025", filed: 12 },
    ]);
  });

  it("is drawn of nothing as well", () => {
    const drawing = drawn({ filed: 0, required: 0 });
    expect(drawing.days).toEqual([{ day: "So far", filed: 0 }]);
    expect(JSON.stringify(drawing)).not.toMatch(/NaN|null,null|Infinity/);
  });
});
