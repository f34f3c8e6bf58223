import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstOf, fulfilled, outcomeOf, put, type Situation, withSection } from "@/tests/factories/judging";
import {
  type EscalationEntry,
  type Protocols,
  paperLabels,
  paperNames,
  type SettingName,
  weekdays,
} from "./protocols";

const judged = (code: string, change: (content: Protocols) => void) =>
  outcomeOf(code, withSection("protocols", change));

const settingOf = {
  "PRO-1": "counters",
  "PRO-2": "non_public_entry",
  "PRO-3": "field",
  "PRO-4": "records_requests",
  "PRO-5": "contractor_tenant_spaces",
  "PRO-6": "minors_vulnerable",
  "PRO-7": "city_property_staging",
} as const satisfies Record<string, SettingName>;
const settings = Object.entries(settingOf);
const always = settings.filter(([code]) => ["PRO-1", "PRO-2", "PRO-4", "PRO-7"].includes(code));
const step = {
  id: "01890000-0000-7000-8000-0000000000aa",
  action: "Call",
  role: "Clerk",
  words: "",
  modelText: false,
};

describe.each(settings)("%s, the setting %s", (code, setting) => {
  const given = (change: Partial<Protocols["settings"][SettingName]>) =>
    judged(code, (content) => {
      put(content.settings[setting], { applies: "yes", reason: "", steps: [step], ...change });
    });

  it("is met by ordered steps with a role for each", () => {
    expect(given({})).toMatchObject({ state: "met", why: "1 ordered step, each with a role." });
  });

  it.each([
    ["it is not said whether it applies", { applies: "" }, "applies"],
    ["it applies and has no steps", { steps: [] }, "steps"],
    ["a step does not say what is done", { steps: [{ ...step, action: " " }] }, `steps.${step.id}.action`],
    ["a step names no role", { steps: [{ ...step, role: "" }] }, `steps.${step.id}.role`],
  ] as const)("is owed while %s", (_, change, field) => {
    const outcome = given(change as Partial<Protocols["settings"][SettingName]>);
    expect(outcome).toMatchObject({ state: "not_yet", paths: [`settings.${setting}.${field}`] });
  });
});

describe("a setting that every department has", () => {
  it.each(always)("%s cannot be set aside, whatever the reason", (code, setting) => {
    const outcome = judged(code, (content) => {
      put(content.settings[setting], { applies: "no", reason: "We would rather not." });
    });
    expect(outcome.state).toBe("not_yet");
  });
});

describe("a setting that a department may not have", () => {
  it.each([
    ["PRO-3", "field", "no field staff"],
    ["PRO-6", "minors_vulnerable", "no such programs"],
  ] as const)("%s falls away visibly, and only with a reason", (code, setting, words) => {
    const setAside = (reason: string) =>
      judged(code, (content) => {
        put(content.settings[setting], { applies: "no", reason, steps: [] });
      });
    expect(setAside("None of ours works outside.")).toMatchObject({
      state: "not_applicable",
      why: expect.stringContaining(words),
    });
    expect(setAside(" ")).toMatchObject({ state: "not_yet", paths: [`settings.${setting}.reason`] });
  });
});

describe("PRO-5, contractor and tenant spaces", () => {
  type Said = "listed" | "none" | "";
  const situation = (
    contracts: Said,
    tenants: Said,
    applies: "yes" | "no" | "",
    reason = "None are ours.",
  ): Situation => {
    const plan = fulfilled();
    plan.sections.contractors.contractsAnswer = contracts;
    plan.sections.facilities.tenantsAnswer = tenants;
    put(plan.sections.protocols.settings.contractor_tenant_spaces, { applies, reason });
    return plan;
  };

  it.each<[Said, Said, "yes" | "no", string]>([
    ["none", "none", "yes", "not_applicable"],
    ["none", "none", "no", "not_applicable"],
    ["listed", "none", "no", "not_yet"],
    ["none", "listed", "no", "not_yet"],
    ["listed", "listed", "no", "not_yet"],
    ["listed", "none", "yes", "met"],
    ["none", "listed", "yes", "met"],
    ["", "", "no", "not_applicable"],
    ["", "none", "no", "not_applicable"],
    ["", "listed", "no", "not_yet"],
    ["", "", "yes", "met"],
  ])("with contracts %j and tenants %j, and applies: %j, it is %s", (contracts, tenants, applies, state) => {
    expect(outcomeOf("PRO-5", situation(contracts, tenants, applies)).state).toBe(state);
  });

  it("names the section that contradicts", () => {
    expect(outcomeOf("PRO-5", situation("listed", "none", "no")).why).toMatch(/contracts in Contractors/);
    expect(outcomeOf("PRO-5", situation("none", "listed", "no")).why).toMatch(/tenants in Facilities/);
  });
});

const wanting: readonly (readonly [
  code: string,
  what: string,
  (content: Protocols) => void,
  field: string,
])[] = [
  [
    "PRO-8",
    "a paper has no answer",
    (c) => put(c.decisionAid.i_200, { answer: "" }),
    "decisionAid.i_200.answer",
  ],
  ["PRO-8", "the identity check is blank", (c) => put(c, { identityCheck: " " }), "identityCheck"],
  ["PRO-9", "non-consent is not stated", (c) => put(c, { nonConsent: "" }), "nonConsent"],
  [
    "PRO-9",
    "no step says it",
    (c) => put(c.settings.non_public_entry, { steps: [] }),
    "settings.non_public_entry.steps",
  ],
  ["PRO-10", "non-obstruction is not stated", (c) => put(c, { nonObstruction: "\n" }), "nonObstruction"],
  [
    "PRO-11",
    "exigent circumstances are not carved out",
    (c) => put(c, { exigentCircumstances: "" }),
    "exigentCircumstances",
  ],
  ["PRO-12", "impostors are not provided for", (c) => put(c, { impostors: "" }), "impostors"],
  ["PRO-14", "documentation is not described", (c) => put(c, { documentation: "" }), "documentation"],
  [
    "PRO-14",
    "no review afterwards is described",
    (c) => put(c, { afterActionReview: "" }),
    "afterActionReview",
  ],
];

describe("what a protocol must say", () => {
  it.each(wanting)("%s is owed while %s", (code, _, change, field) => {
    expect(judged(code, change)).toMatchObject({ state: "not_yet", paths: [field] });
  });

  it.each(paperNames)("PRO-8 lets %s open a non-public area only when a judge signed it", (paper) => {
    const outcome = judged("PRO-8", (content) => {
      content.decisionAid[paper].answer = "opens_non_public";
    });
    expect(outcome.state).toBe(paperLabels[paper].isJudicial ? "met" : "not_yet");
  });
});

const complete = fulfilled();
const chain = (...entries: readonly Partial<EscalationEntry>[]) => {
  const protocols = {
    ...complete.sections.protocols,
    escalation: entries.map(
      (entry, index): EscalationEntry => ({
        id: `01890000-0000-7000-8000-${String(index).padStart(12, "0")}`,
        role: "Duty manager",
        name: `Person ${index}`,
        phone: "(213) 555-0142",
        rank: "primary",
        days: [...weekdays],
        from: "00:00",
        to: "00:00",
        ...entry,
      }),
    ),
  };
  return outcomeOf("PRO-13", { ...complete, sections: { ...complete.sections, protocols } });
};
const backup: Partial<EscalationEntry> = { rank: "backup" };

describe("PRO-13, the escalation chain", () => {
  it("is met by two people who each cover the whole week", () => {
    expect(chain({}, backup).state).toBe("met");
  });

  it("is met by shifts that meet, the night running into the next day and Sunday into Monday", () => {
    expect(chain({ from: "06:00", to: "18:00" }, { from: "18:00", to: "06:00" }, backup).state).toBe("met");
    expect(chain(backup, { days: ["mon", "tue", "wed", "thu", "fri"] }, { days: ["sat", "sun"] }).state).toBe(
      "met",
    );
  });

  it.each<[string, Partial<EscalationEntry>[]]>([
    ["there is no backup", [{}]],
    ["there is no primary", [backup]],
    ["a minute is left open", [{ from: "00:00", to: "23:59" }, backup]],
    ["a day is left open", [{ days: weekdays.slice(1) }, backup]],
    ["the backup covers the days alone", [{}, { ...backup, from: "08:00", to: "17:00" }]],
    ["primary and backup are one person", [{ name: "Kim Lee" }, { ...backup, name: " kim lee " }]],
    ["somebody has no name", [{ name: "" }, backup]],
    ["somebody cannot be called", [{ phone: "front desk" }, backup]],
    ["somebody is neither primary nor backup", [{}, backup, { rank: "" }]],
    ["the hours are no hours", [{ from: "24:00", to: "00:00" }, backup]],
    ["the hours are not given", [{ from: "", to: "" }, backup]],
  ])("is owed while %s", (_, entries) => {
    expect(chain(...entries).state).toBe("not_yet");
  });

  it("is met by any split of the day into shifts without a gap, and by none with one", () => {
    const minute = fc.integer({ min: 0, max: 1_439 });
    const clock = (at: number) =>
      [Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, "0")).join(":");
    fc.assert(
      fc.property(fc.uniqueArray(minute, { minLength: 2, maxLength: 6 }), fc.nat(), (cuts, left) => {
        const hours = [...cuts].sort((a, b) => a - b).map(clock);
        const shifts = hours.map((from, index) => ({ from, to: hours[(index + 1) % hours.length] ?? from }));
        expect(chain(...shifts, backup).state).toBe("met");
        const gap = left % shifts.length;
        expect(chain(...shifts.filter((_, index) => index !== gap), backup).state).toBe("not_yet");
      }),
    );
  });
});

describe("a complete set of protocols", () => {
  it("marks each of its steps with the row that a link can go to", () => {
    const content = fulfilled().sections.protocols;
    const first = firstOf(content.settings.counters.steps);
    const outcome = judged("PRO-1", (changed) => {
      firstOf(changed.settings.counters.steps).role = "";
    });
    expect(outcome.paths).toEqual([`settings.counters.steps.${first.id}.role`]);
  });
});
