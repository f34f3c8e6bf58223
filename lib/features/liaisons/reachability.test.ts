import { describe, expect, it } from "vitest";
import { everyCombination } from "../../../tests/factories/reachability";
import {
  overdueAfterDays,
  type ReachFacts,
  reachabilityFrom,
  reachabilityOf,
  reachLabels,
  reachTone,
  reasonLabels,
  reasonSentences,
  unreachableReasons,
} from "./reachability";

const now = new Date("2026-03-08T12:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const clock = { now, confirmationDays: 90 };

const proven: ReachFacts = {
  acceptedAt: daysAgo(200),
  emailVerifiedAt: daysAgo(200),
  phoneVerifiedAt: daysAgo(200),
  confirmedAt: daysAgo(1),
  askedAt: null,
  isMailRefused: false,
};
const reasonsOf = (change: Partial<ReachFacts>) => {
  const reachability = reachabilityOf({ ...proven, ...change }, clock);
  return reachability.state === "listed" ? reachability.reasons : reachability.state;
};

describe("a designated person", () => {
  it("is reachable where everything was proved and confirmed in time, and vacant where there is none", () => {
    expect(reachabilityOf(proven, clock)).toEqual({ state: "reachable" });
    expect(reachabilityOf(null, clock)).toEqual({ state: "vacant" });
  });

  it.each<[string, Partial<ReachFacts>, readonly string[]]>([
    ["has not accepted the duties", { acceptedAt: null }, ["not_accepted"]],
    ["never opened the link", { emailVerifiedAt: null }, ["email_unverified"]],
    ["never typed the code", { phoneVerifiedAt: null }, ["phone_unverified"]],
    ["confirmed an interval ago, to the second", { confirmedAt: daysAgo(90) }, ["confirmation_due"]],
    ["was asked a week ago and says nothing", { askedAt: daysAgo(7) }, ["confirmation_overdue"]],
    ["has mail that comes back", { isMailRefused: true }, ["mail_bounces"]],
  ])("is listed, with the reason, who %s", (_, change, reasons) => {
    expect(reasonsOf(change)).toEqual(reasons);
  });

  it("is still reachable a moment before the interval is over, and while the answer is waited for", () => {
    expect(reasonsOf({ confirmedAt: new Date(daysAgo(90).getTime() + 1) })).toBe("reachable");
    expect(reasonsOf({ askedAt: daysAgo(overdueAfterDays - 1) })).toBe("reachable");
  });

  it("has confirmed by accepting, and owes no confirmation before", () => {
    expect(reasonsOf({ confirmedAt: null, acceptedAt: daysAgo(3) })).toBe("reachable");
    expect(reasonsOf({ confirmedAt: null })).toEqual(["confirmation_due"]);
    expect(reasonsOf({ confirmedAt: null, acceptedAt: null })).toEqual(["not_accepted"]);
  });

  it("has every reason that holds, in their order, and never both due and overdue", () => {
    let seen = 0;
    for (const facts of everyCombination(now, clock.confirmationDays)) {
      const reachability = reachabilityOf(facts, clock);
      const reasons = reachability.state === "listed" ? reachability.reasons : [];
      expect(reasons).toEqual(unreachableReasons.filter((reason) => reasons.includes(reason)));
      expect(reasons.includes("not_accepted")).toBe(facts.acceptedAt === null);
      expect(reasons.includes("email_unverified")).toBe(facts.emailVerifiedAt === null);
      expect(reasons.includes("phone_unverified")).toBe(facts.phoneVerifiedAt === null);
      expect(reasons.includes("mail_bounces")).toBe(facts.isMailRefused);
      expect(reasons.filter((reason) => reason.startsWith("confirmation"))).not.toHaveLength(2);
      expect(reachability.state === "reachable").toBe(reasons.length === 0);
      seen += 1;
    }
    expect(seen).toBe(2 * 2 * 2 * 4 * 3 * 2);
  });
});

describe("the words", () => {
  it("exist for each state and each reason, and the tone is late where a try came to nothing", () => {
    expect(Object.keys(reachLabels)).toEqual(["reachable", "listed", "vacant"]);
    for (const reason of unreachableReasons) {
      expect(reasonLabels[reason]).not.toBe("");
      expect(reasonSentences[reason].endsWith(".")).toBe(true);
    }
    expect(reachTone(reachabilityFrom([]))).toBe("done");
    expect(reachTone(reachabilityFrom(null))).toBe("attention");
    expect(reachTone(reachabilityFrom(["not_accepted"]))).toBe("attention");
    expect(reachTone(reachabilityFrom(["confirmation_due"]))).toBe("attention");
    expect(reachTone(reachabilityFrom(["not_accepted", "mail_bounces"]))).toBe("late");
    expect(reachTone(reachabilityFrom(["confirmation_overdue"]))).toBe("late");
  });
});
