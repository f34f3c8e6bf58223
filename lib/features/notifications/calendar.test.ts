import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CalendarEntry,
  type DeadlineRow,
  deadlineEntry,
  directiveEntry,
  extendedEntry,
  renderCalendar,
  reviewEntry,
  type WaitingRow,
  waitingEntries,
} from "./calendar";

const portal = "https://portal.example.gov";

type Property = { name: string; parameters: string; value: string };
type Component = { name: string; properties: Property[]; inside: Component[] };

/** Reads a calendar by the letter of RFC 5545, 3.1: lines end in CRLF, hold at most 75 octets, and are folded. */
function parse(text: string): Component {
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  for (const line of text.split("\r\n")) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
  const lines = text
    .replaceAll(/\r\n[ \t]/g, "")
    .split("\r\n")
    .filter(Boolean);
  const root: Component = { name: "", properties: [], inside: [] };
  const open = [root];
  for (const line of lines) {
    const [, name = "", parameters = "", value = ""] =
      /^([A-Z-]+)((?:;[^:"]*(?:"[^"]*")?)*):(.*)$/s.exec(line) ?? [];
    expect(name, `a line without a name: ${line}`).not.toBe("");
    const within = open.at(-1);
    if (!within) throw new Error("more ends than beginnings");
    if (name === "BEGIN") {
      const component = { name: value, properties: [], inside: [] };
      within.inside.push(component);
      open.push(component);
    } else if (name === "END") {
      expect(value).toBe(within.name);
      open.pop();
    } else within.properties.push({ name, parameters, value });
  }
  expect(open).toHaveLength(1);
  const [calendar, ...more] = root.inside;
  expect(more).toEqual([]);
  if (calendar?.name !== "VCALENDAR") throw new Error("no calendar");
  return calendar;
}

/** A text value as it was before it was escaped (3.3.11). */
const unescaped = (value: string) =>
  value.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === "n" ? "\n" : sign));

const valuesOf = (component: Component, name: string) =>
  component.properties.filter((property) => property.name === name).map(({ value }) => value);

function eventsIn(text: string): Component[] {
  const calendar = parse(text);
  expect(valuesOf(calendar, "VERSION")).toEqual(["2.0"]);
  expect(valuesOf(calendar, "PRODID")).toHaveLength(1);
  expect(calendar.inside.length, "a calendar holds at least one component").toBeGreaterThan(0);
  const zones = calendar.inside.filter(({ name }) => name === "VTIMEZONE");
  expect(zones.map((zone) => valuesOf(zone, "TZID"))).toEqual([["America/Los_Angeles"]]);
  const events = calendar.inside.filter(({ name }) => name === "VEVENT");
  for (const event of events) {
    for (const name of ["UID", "DTSTAMP", "DTSTART", "SEQUENCE", "LAST-MODIFIED", "SUMMARY", "URL"])
      expect(valuesOf(event, name), name).toHaveLength(1);
    expect(valuesOf(event, "DTSTAMP")[0], "a stamp is in UTC").toMatch(/^\d{8}T\d{6}Z$/);
  }
  const ids = events.flatMap((event) => valuesOf(event, "UID"));
  expect(new Set(ids).size).toBe(ids.length);
  return events;
}

const row: DeadlineRow = {
  departmentId: "01890000-0000-7000-8000-000000000001",
  departmentCode: "LAPL",
  departmentName: "Los Angeles Public Library",
  directiveId: "01890000-0000-7000-8000-0000000000d1",
  directiveCode: "ed-12",
  directiveTitle: "Executive Directive 12",
  timeZone: "America/Los_Angeles",
  issuedOn: "2025-07-11",
  standing: "required",
  originalDueAt: new Date("2025-07-26T07:00:00Z"),
  dueAt: new Date("2025-07-26T07:00:00Z"),
  filedAt: null,
  isFiledLate: false,
  status: "draft",
  versionNumber: 0,
  statusChangedAt: new Date("2025-07-20T20:00:00Z"),
  today: "2025-07-24",
  extensions: [],
  changes: 0,
  changedAt: new Date("2025-07-11T07:00:00Z"),
};
const extended: DeadlineRow = {
  ...row,
  dueAt: new Date("2025-08-02T07:00:00Z"),
  extensions: [
    {
      dueAt: "2025-08-02T07:00:00+00:00",
      byName: "Quinn Demonstration",
      reason: "The building was flooded; the papers, too.",
      isCorrection: false,
    },
  ],
  changes: 1,
  changedAt: new Date("2025-07-22T18:00:00Z"),
};

const one = (entry: CalendarEntry) => {
  const [event] = eventsIn(renderCalendar([entry], portal));
  if (!event) throw new Error("no event");
  return event;
};

describe("a deadline in a calendar", () => {
  it("takes the whole due day where it ends at midnight", () => {
    const event = one(deadlineEntry(row));
    expect(event.properties).toContainEqual({
      name: "DTSTART",
      parameters: ";VALUE=DATE",
      value: "20250725",
    });
    expect(event.properties).toContainEqual({ name: "DTEND", parameters: ";VALUE=DATE", value: "20250726" });
    expect(valuesOf(event, "SUMMARY").map(unescaped)).toEqual([
      "Due by 11:59 p.m.: plan of Los Angeles Public Library, Executive Directive 12",
    ]);
    expect(valuesOf(event, "URL")).toEqual([`${portal}/department/LAPL/plans/ed-12`]);
  });

  it("ends at its instant, on the City's clock, where it is none of the rule's", () => {
    const event = one(deadlineEntry({ ...row, dueAt: new Date("2025-12-02T01:00:00Z") }));
    const zone = ";TZID=America/Los_Angeles";
    expect(event.properties).toContainEqual({ name: "DTSTART", parameters: zone, value: "20251201T163000" });
    expect(event.properties).toContainEqual({ name: "DTEND", parameters: zone, value: "20251201T170000" });
  });

  it("moves with an extension: the same entry in a later state, with the arithmetic", () => {
    const [before, after] = [one(deadlineEntry(row)), one(deadlineEntry(extended))];
    expect(valuesOf(after, "UID")).toEqual(valuesOf(before, "UID"));
    expect(Number(valuesOf(after, "SEQUENCE")[0])).toBeGreaterThan(Number(valuesOf(before, "SEQUENCE")[0]));
    expect(valuesOf(after, "LAST-MODIFIED")).toEqual(["20250722T180000Z"]);
    expect(valuesOf(after, "DTSTART")).toEqual(["20250801"]);
    const words = unescaped(valuesOf(after, "DESCRIPTION")[0] ?? "");
    expect(words).toContain("Original deadline: Friday, July 25, 2025, 11:59 p.m. Pacific");
    expect(words).toContain(
      "Extended to Friday, August 1, 2025, 11:59 p.m. Pacific by Quinn Demonstration: The building was flooded; the papers, too.",
    );
  });

  it("reminds while it is owed, and says when it was filed and no longer reminds", () => {
    const alarms = (entry: CalendarEntry) => one(entry).inside.map(({ name }) => name);
    expect(alarms(deadlineEntry(row))).toEqual(["VALARM"]);
    const filed = {
      ...row,
      filedAt: new Date("2025-07-24T21:41:00Z"),
      status: "submitted",
      changes: 1,
    } as const;
    expect(alarms(deadlineEntry(filed))).toEqual([]);
    expect(deadlineEntry(filed).summary).toMatch(/^Filed: plan of/);
    expect(deadlineEntry({ ...filed, isFiledLate: true }).summary).toMatch(/^Filed late: plan of/);
    expect(deadlineEntry(filed).description).toContain(
      "Filed, on Thursday, July 24, 2025, 2:41 p.m. Pacific.",
    );
  });

  it("does not demand of an invited body", () => {
    const entry = deadlineEntry({ ...row, standing: "invited" });
    expect(entry.summary).toMatch(/^Invited to file by/);
    expect(entry.description).toContain("Invited, not required, to file by");
  });

  it("leads the offices to the page about the body, as the same entry", () => {
    expect(extendedEntry(extended)).toEqual({ ...deadlineEntry(extended), href: "/mayor/ed-12/bodies/LAPL" });
  });
});

describe("a review in a calendar", () => {
  it("lies from the day it began until today, and grows", () => {
    const inReview = { ...row, status: "in_review", versionNumber: 2 } as const;
    const entry = reviewEntry(inReview);
    if (!entry) throw new Error("no entry");
    expect(entry.when).toEqual({ from: "2025-07-20", through: "2025-07-24" });
    expect(valuesOf(one(entry), "DTEND")).toEqual(["20250725"]);
    const tomorrow = reviewEntry({ ...inReview, today: "2025-07-25" });
    expect(tomorrow?.id).toBe(entry.id);
    expect(tomorrow?.sequence).toBe(entry.sequence + 1);
  });

  it.each(["not_started", "draft", "with_certifier", "accepted", "amending"] as const)(
    "is none in %s",
    (status) => {
      expect(reviewEntry({ ...row, status })).toBeNull();
    },
  );

  const waiting: WaitingRow = {
    ...row,
    status: "submitted",
    versionNumber: 1,
    statusChangedAt: new Date("2025-07-22T20:00:00Z"),
  };

  it("is one entry a directive for those who review, on the present day", () => {
    const other = { ...waiting, departmentName: "Office of Finance", status: "in_review" } as const;
    const [entry, ...more] = waitingEntries([waiting, other]);
    expect(more).toEqual([]);
    expect(entry?.summary).toBe("2 plans wait for review: Executive Directive 12");
    expect(entry?.when).toEqual({ from: "2025-07-24", through: "2025-07-24" });
    expect(entry?.description.split("\n")).toHaveLength(2);
    expect(waitingEntries([])).toEqual([]);
    expect(waitingEntries([waiting])[0]?.summary).toMatch(/^1 plan waits/);
  });
});

describe("the calendar as a program reads it", () => {
  it("is whole for somebody whom no deadline concerns", () => {
    expect(eventsIn(renderCalendar([], portal))).toEqual([]);
  });

  it("is the same text for the same entries", () => {
    const entries = [deadlineEntry(extended), directiveEntry({ ...row, dueAt: row.originalDueAt })];
    expect(renderCalendar(entries, portal)).toBe(renderCalendar(entries, portal));
  });

  it("holds an entry once that concerns somebody in two ways", () => {
    expect(eventsIn(renderCalendar([extendedEntry(extended), deadlineEntry(extended)], portal))).toHaveLength(
      1,
    );
  });

  it("carries any words whole, folded and escaped, and lets none of them out of their line", () => {
    const words = fc.string({ unit: "binary", maxLength: 300 });
    const shown = (text: string) => text.replace(/\r\n?/g, "\n").replaceAll(/[^\P{Cc}\n]/gu, " ");
    const nasty = fc.constantFrom(
      "END:VEVENT",
      "a\rb\r\nEND:VEVENT\u0007",
      "a\nEND:VCALENDAR\nBEGIN:VEVENT",
      "\\n;,\\;",
      "ä".repeat(80),
      "🏛️".repeat(40),
    );
    fc.assert(
      fc.property(fc.oneof(words, nasty), (reason) => {
        const first = extended.extensions[0];
        if (!first) throw new Error("no extension");
        const entry = deadlineEntry({
          ...extended,
          departmentName: reason.replaceAll("\n", " ") || "x",
          extensions: [{ ...first, reason }],
        });
        const event = one(entry);
        expect(unescaped(valuesOf(event, "DESCRIPTION")[0] ?? "")).toBe(
          shown(`${entry.description}\n\n${portal}${entry.href}`),
        );
        expect(unescaped(valuesOf(event, "SUMMARY")[0] ?? "")).toBe(shown(entry.summary));
      }),
      { numRuns: 300 },
    );
  });
});
