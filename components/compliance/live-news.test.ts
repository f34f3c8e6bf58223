import { describe, expect, it } from "vitest";
import type { BodyLine, DashboardNews } from "@/lib/features/compliance/types";
import { figuresAfter, lineAfter, nothingTold, take } from "./live-news";

// Of a line only these two are looked at here.
const news = (at: string, ...bodies: [code: string, requiredMet: number][]): DashboardNews =>
  ({ at, bodies: bodies.map(([code, requiredMet]) => ({ code, requiredMet })) }) as unknown as DashboardNews;
const metOf = (line: BodyLine | null) => line?.requiredMet ?? null;

describe("what a dashboard was told", () => {
  it("keeps the newest line of each body and the newest figures", () => {
    const told = take(take(nothingTold, news("T1", ["LAPL", 1], ["RAP", 1])), news("T2", ["LAPL", 2]));
    expect(metOf(lineAfter(told, "LAPL", "T0"))).toBe(2);
    expect(metOf(lineAfter(told, "RAP", "T0"))).toBe(1);
    expect(figuresAfter(told, "T0")?.at).toBe("T2");
  });

  it("is not changed by a message that comes late", () => {
    const told = take(take(nothingTold, news("T2", ["LAPL", 2])), news("T1", ["LAPL", 1], ["RAP", 1]));
    expect(metOf(lineAfter(told, "LAPL", "T0"))).toBe(2);
    expect(metOf(lineAfter(told, "RAP", "T0"))).toBe(1);
    expect(figuresAfter(told, "T0")?.at).toBe("T2");
  });

  it("gives way to a page that was read later", () => {
    const told = take(nothingTold, news("T1", ["LAPL", 1]));
    expect(lineAfter(told, "LAPL", "T2")).toBeNull();
    expect(figuresAfter(told, "T1")).toBeNull();
    expect(lineAfter(told, "POLA", "T0")).toBeNull();
  });
});
