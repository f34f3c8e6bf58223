import { describe, expect, it } from "vitest";
import { alternate, fulfilled, liaison, outcomeOf } from "@/tests/factories/judging";
import type { DesignationForCheck } from "./context";

const judged = (code: string, ...designations: readonly DesignationForCheck[]) =>
  outcomeOf(code, { ...fulfilled(), designations });

const flaws: readonly (readonly [words: string, Partial<DesignationForCheck>])[] = [
  ["name", { name: " " }],
  ["title", { title: "" }],
  ["e-mail", { email: "casey" }],
  ["telephone", { phone: "front desk" }],
  ["languages", { languages: [] }],
  ["effective date", { effectiveOn: "" }],
];

describe("Liaison", () => {
  it.each(flaws)("LIA-1 is owed while the liaison's %s is missing, and says so", (words, flaw) => {
    const outcome = judged("LIA-1", { ...liaison, ...flaw }, alternate);
    expect(outcome).toMatchObject({ state: "not_yet", why: `The liaison's ${words} is missing.` });
  });

  it.each(flaws)("LIA-2 is owed while the alternate's %s is missing, and says so", (words, flaw) => {
    const outcome = judged("LIA-2", liaison, { ...alternate, ...flaw });
    expect(outcome).toMatchObject({ state: "not_yet", why: `The alternate's ${words} is missing.` });
  });

  it("names every detail that is missing at once", () => {
    expect(judged("LIA-1", { ...liaison, phone: "", languages: [] }).why).toBe(
      "The liaison's telephone, languages is missing.",
    );
  });

  it("is not met by the other designation", () => {
    expect(judged("LIA-1", alternate).state).toBe("not_yet");
    expect(judged("LIA-2", liaison).state).toBe("not_yet");
  });

  it("LIA-3 is met by the liaison's own acceptance, and never holds up the filing", () => {
    expect(judged("LIA-3", liaison).state).toBe("met");
    const owed = judged("LIA-3", { ...liaison, isAccepted: false }, alternate);
    expect(owed).toMatchObject({ state: "not_yet", blocksFiling: false });
    expect(judged("LIA-3", alternate).state).toBe("not_yet");
  });
});
