import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSensitiveText } from "@/lib/kernel/sensitive-text";
import { departmentSpecs, plainSpec } from "@/prisma/seed/demo/departments";
import { buildContents } from "@/prisma/seed/demo/plan-builder";
import { extension, extensionRequest, standings } from "@/prisma/seed/demo/scenario";
import { departmentRecords } from "@/prisma/seed/reference";
import { anyContent } from "@/tests/factories/any-content";
import { fulfilled } from "@/tests/factories/judging";
import { modelDecisionAid, modelReporting, modelSteps, modelTexts } from "./model-text";
import { findRedFlags, flagsIn, type RedFlagKind, visitTexts } from "./red-flags";
import { sectionNames } from "./schema";
import { emptyProtocols, paperLabels, paperNames, settingNames } from "./sections/protocols";

const kindsIn = (text: string) => {
  const content = { ...emptyProtocols(), nonConsent: text };
  return [...new Set(findRedFlags("protocols", content).map(({ kind }) => kind))];
};

const flagged: Readonly<Record<RedFlagKind, readonly string[]>> = {
  admits_when_threatened: [
    "Staff may let them in if they feel threatened.",
    "If staff feel threatened, they may let the agents in.",
    "An employee who feels unsafe may allow the officers to enter the back office.",
    "When you are afraid, open the door.",
    "Agents are admitted where the supervisor feels intimidated.",
    "If a colleague is in danger of being shouted at, grant them access.",
    "Staff who do not feel safe may let agents into the workroom.",
    "Never open the door to agents, except when you feel threatened.",
    "Do not let agents in unless staff feel threatened.",
    "If agents say they do not need a warrant and staff feel threatened, let them in.",
    "Do not argue: if you feel threatened, let them in.",
    "Do not consent at first, but if you feel threatened let them in.",
  ],
  accepts_administrative_paper: [
    "With an I-200, agents may enter the non-public area.",
    "If they show an I-205, let them in.",
    "Let the officers into the staff area when they hold an administrative warrant.",
    "An I-200 or I-205 is sufficient for the back office.",
    "Accept an I-200 or I-205 for entry to a non-public area.",
    "An I-205 opens the staff corridor.",
    "An administrative subpoena (I-138) is enough: grant access to the file room.",
    "Do not open the door unless they show an I-200.",
    "I 205: admit the agents.",
  ],
  hides_people: [
    "Hide them.",
    "Hide them in the storage room.",
    "Hide anyone who is afraid.",
    "Conceal the patrons behind the counter.",
    "Hide undocumented employees in the vault.",
    "If agents do not leave, hide the visitors in the locked room.",
    "Move the visitors to a locked room away from the agents.",
    "Take patrons out by the back door before the agents see them.",
    "Ask employees to leave by the back door before agents arrive.",
    "Tell the workers to go out through the side exit.",
    "Let patrons leave through the loading dock.",
    "Employees leave by the rear exit as soon as agents are seen.",
    "Warn the families so they can get away.",
    "Alert the crew lead so that workers can leave before ICE comes.",
    "Slip out by the service entrance.",
    "Help them slip away.",
    "Get the families out before agents arrive.",
    "Take them out the back before ICE arrives.",
    "Evacuate everyone by the back door before agents arrive.",
    "Open the gate so people can leave before agents come.",
    "Help workers escape.",
    "Sneak the clients out while the supervisor talks.",
    "Usher them out the side exit.",
    "Escort employees to the rear door when agents enter.",
    "Do not wait: help anyone leave by the back door.",
    "Ask employees to leave by the emergency exit before agents arrive.",
    "Plan an escape route for the day that agents come.",
  ],
  false_statements: [
    "Tell them that nobody is here.",
    "Tell agents the person is not in the building.",
    "Staff lie to the agents about the schedule.",
    "Give a false name.",
    "Give false answers about who works today.",
    "Pretend not to understand English.",
    "Mislead the officers about the entrance.",
    "Say that no one by that name works here, even if it is so.",
  ],
  destroys_documents: [
    "Shred the visitor log.",
    "Staff must not:\n- hide people\nShred the visitor log.",
    "Delete the camera footage before they ask for it.",
    "Destroy all records of the visit.",
    "Alter the sign-in sheet.",
    "Wipe the recordings.",
    "Throw away the papers they leave.",
  ],
  blocks_officers: [
    "Block the officers at the gate.",
    "Block the doorway with carts.",
    "Stand in their way.",
    "Physically stop them.",
    "Barricade the entrance.",
    "Lock the agents in the lobby.",
    "Lock them out.",
    "Form a human chain at the door.",
  ],
};

const proper: readonly string[] = [
  "Do not hide anyone.",
  "Do not hide people, lie, destroy documents or block officers.",
  "Nobody hides people, gives false statements, destroys documents or blocks officers.",
  "Nobody conceals a person, makes a false statement, destroys or alters a document, or physically stands in an officer's way.",
  "Never destroy documents.",
  "Don’t destroy documents, and don’t hide people.",
  "Tell the agents that nobody here is authorized to let them in.",
  "Never: hide people, lie to agents, destroy documents, block officers physically.",
  "Staff must not:\n- hide people\n- destroy documents; or\n- block officers",
  "Staff must not shred or delete any records or footage.",
  "Never lie to agents, and never tell them that nobody is here.",
  "Staff do not physically stop officers and do not stand in their way.",
  "Observe from a distance without trying to block officers.",
  "If agents go ahead, step aside, state that the department does not consent, observe and record.",
  "Staff keep themselves safe: whoever feels threatened steps back, does not consent and calls 911.",
  "Feeling threatened is no reason to let agents in.",
  "Nobody, whether threatened or not, lets agents in.",
  "If a colleague feels unsafe, allow them to leave the counter.",
  "Do not let agents in because you feel threatened.",
  "I-200 and I-205 do not open a non-public area.",
  "An I-200 is not enough to let them in.",
  "Neither an I-200 nor an I-205 grants access to a non-public area.",
  "With an I-200 alone, agents may enter public areas only.",
  "Do not open the door unless they show a judge's warrant, not an I-200.",
  "Accept a copy of an I-200, if one is offered, and pass it to counsel.",
  "A judicial warrant (AO 93) opens a non-public area within its scope: let them in.",
  "The yard lies in the 600 block of Hill Street.",
  "Patrons form a line at the counter.",
  "Block party permits are issued at window 4.",
  "Records are destroyed after two years under the retention schedule.",
  "Open the door to the lobby at 8 a.m.",
  "Never help anyone leave by the back door.",
  "Do not warn families so that they can get away.",
  "Nobody helps a person escape or slip out.",
  "Helping anyone escape is forbidden.",
  "In a fire, lead visitors out by the back door.",
  "In an emergency, ask everyone to leave by the side exit.",
  "Evacuate: usher patrons out through the rear doors.",
  "The fire escape is behind the stacks.",
  "After closing time, let staff leave through the side door.",
  "Night staff leave by the rear exit and lock it.",
  "If agents leave by the back door, note the time.",
  "Ask the agents to leave by the main door.",
  "When the agents have finished, show them out by the side door.",
  "Name the person who opens the side entrance for wheelchair users after hours.",
  "Warn the supervisor and tell staff to stay calm.",
  "Tell staff not to run away.",
  "Tell staff to leave the side door locked.",
  "Ask employees to get out their badges.",
  "Ask visitors to get out of the elevator.",
  "Bring visitors to the staff entrance and sign them out.",
  "Staff may get away from the counter if they feel unsafe.",
  "Let visitors leave if they wish when agents come.",
  "Otto Pretend",
  "Notify the families so that they can pick up the children.",
];

const forbidding = ["Never", "Do not", "Staff must not", "Don’t", "Nobody may"] as const;
/** Flags that begin with the act, so that a word before it forbids it. */
const plainActs = [...flagged.hides_people, ...flagged.destroys_documents, ...flagged.blocks_officers].filter(
  (text) => !/[\n:]|^(?:If|Employees|Plan)\b/.test(text),
);

const cases = Object.entries(flagged).flatMap(([kind, texts]) => texts.map((text) => ({ kind, text })));

describe("a red flag", () => {
  it.each(cases)("is raised, $kind: $text", ({ kind, text }) => {
    expect(kindsIn(text)).toEqual([kind]);
  });

  it.each(proper)("is not raised for proper words: %s", (text) => {
    expect(kindsIn(text)).toEqual([]);
  });

  it("is raised for its sentence, whatever proper sentences stand around it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        fc.array(fc.constantFrom(...proper), { maxLength: 3 }),
        fc.array(fc.constantFrom(...proper), { maxLength: 3 }),
        ({ kind, text }, before, after) => {
          expect(kindsIn([...before, text, ...after].join("\n"))).toEqual([kind]);
        },
      ),
    );
  });

  it.each(cases)("does not depend on capitals, $kind: $text", ({ kind, text }) => {
    expect(kindsIn(text.toUpperCase())).toEqual([kind]);
  });

  it("is never raised by an act that the sentence forbids", () => {
    fc.assert(
      fc.property(fc.constantFrom(...forbidding), fc.constantFrom(...plainActs), (never, act) => {
        expect(kindsIn(`${never} ${act.charAt(0).toLowerCase()}${act.slice(1)}`)).toEqual([]);
      }),
    );
  });

  it("names section, field and words, so that a reviewer finds the place", () => {
    const content = emptyProtocols();
    const id = "01890000-0000-7000-8000-0000000000aa";
    content.settings.counters.steps = [
      { id, action: "Hide them in the storage room.", role: "Clerk", words: "", modelText: false },
    ];
    expect(findRedFlags("protocols", content)).toEqual([
      {
        kind: "hides_people",
        section: "protocols",
        path: `settings.counters.steps.${id}.action`,
        excerpt: "Hide them in the storage room.",
        why: expect.stringContaining("Nobody may hide people"),
      },
    ]);
  });

  it("shortens a long text to what fits on a line or two", () => {
    const [flag] = findRedFlags("liaison", { note: `Shred the visitor log. ${"More. ".repeat(100)}` });
    expect(flag?.excerpt).toHaveLength(158);
  });
});

describe("the decision aid", () => {
  it.each(paperNames)("raises a flag where %s opens a non-public area without a judge", (paper) => {
    const content = emptyProtocols();
    content.decisionAid[paper].answer = "opens_non_public";
    const kinds = findRedFlags("protocols", content).map(({ kind }) => kind);
    expect(kinds).toEqual(paperLabels[paper].isJudicial ? [] : ["accepts_administrative_paper"]);
  });

  it.each(paperNames)("raises a flag where the words beside %s let agents in without a judge", (paper) => {
    const content = emptyProtocols();
    content.decisionAid[paper].text = "Take a copy, then let the agents in.";
    const flags = findRedFlags("protocols", content);
    expect(flags.map(({ kind, path }) => [kind, path])).toEqual(
      paperLabels[paper].isJudicial ? [] : [["accepts_administrative_paper", `decisionAid.${paper}.text`]],
    );
  });
});

describe("our own text", () => {
  it("raises no flag: suggested steps, texts, decision aid, and the demonstration's whole plan", () => {
    const { protocols, ...others } = fulfilled().sections;
    let counter = 0;
    const makeId = () => `01890000-0000-7000-8000-${String(counter++).padStart(12, "0")}`;
    for (const setting of settingNames) protocols.settings[setting].steps = modelSteps(setting, makeId);
    Object.assign(protocols, modelTexts, { decisionAid: modelDecisionAid });
    const sections = { protocols, ...others };
    Object.assign(sections.reporting, modelReporting);
    expect(sectionNames.flatMap((section) => findRedFlags(section, sections[section]))).toEqual([]);
  });

  it("raises no flag and holds nothing sensitive in any body's plan of the demonstration", () => {
    const day = (offset: number) => new Date(Date.UTC(2025, 6, 20 + offset)).toISOString().slice(0, 10);
    const bodies = departmentRecords().map((body) => ({ ...body, headTitle: body.head_title }));
    expect(Object.keys(standings).filter((code) => !bodies.some((body) => body.code === code))).toEqual([]);
    for (const body of bodies) {
      const spec = departmentSpecs.find(({ code }) => code === body.code) ?? plainSpec(body);
      const sections = buildContents(spec, day);
      expect(sectionNames.flatMap((section) => findRedFlags(section, sections[section]))).toEqual([]);
      visitTexts({ sections, standing: standings[body.code], extension, extensionRequest }, (text) => {
        expect([text, ...findSensitiveText(text), ...flagsIn(text)]).toEqual([text]);
      });
    }
  });

  it("holds nothing sensitive in suggested steps and texts", () => {
    const steps = settingNames.flatMap((setting) => modelSteps(setting, () => ""));
    visitTexts({ steps, modelTexts, modelDecisionAid, modelReporting }, (text) => {
      expect([text, ...findSensitiveText(text)]).toEqual([text]);
    });
  });

  it("gives every suggested step an id of its own and the mark that it is to be adapted", () => {
    let counter = 0;
    const steps = settingNames.flatMap((setting) => modelSteps(setting, () => String(counter++)));
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
    expect(steps.every(({ modelText, action, role }) => modelText && action !== "" && role !== "")).toBe(
      true,
    );
  });
});

describe("looking for flags", () => {
  it("works on any text that a section may hold", () => {
    for (const section of sectionNames)
      fc.assert(
        fc.property(anyContent(section), (content) => {
          for (const flag of findRedFlags(section, content)) expect(flag.section).toBe(section);
        }),
      );
  });

  it.each([
    "let agents in unless they feel ",
    "warn the staff so to ",
    "take staff out before ",
    "let staff leave and go the side ",
    "escort staff to the back ",
  ])("is quick on the longest text, so that it can run while somebody types: %s", (words) => {
    const longest = words.repeat(500).slice(0, 8_000);
    const began = performance.now();
    kindsIn(longest);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
