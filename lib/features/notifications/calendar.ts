import { TZDate } from "@date-fns/tz";
import { addDays, format } from "date-fns";
import ical, { ICalAlarmType, type ICalCalendar, ICalEventTransparency } from "ical-generator";
import { type PlanStatus, planStatusLabels } from "@/lib/features/plans/status";
import { cityTimeZone, formatDate, formatDeadline, formatTime } from "@/lib/kernel/format-date";

type Directive = {
  readonly directiveId: string;
  readonly directiveCode: string;
  readonly directiveTitle: string;
  readonly timeZone: string;
};

export type DirectiveDeadlineRow = Directive & {
  readonly issuedOn: string;
  readonly dueAt: Date;
  readonly changedAt: Date;
};

export type DeadlineRow = Directive & {
  readonly departmentId: string;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly issuedOn: string;
  readonly standing: "required" | "invited";
  readonly originalDueAt: Date;
  readonly dueAt: Date;
  /** Of the filing that counts. */
  readonly filedAt: Date | null;
  readonly isFiledLate: boolean;
  readonly status: PlanStatus;
  readonly versionNumber: number;
  readonly statusChangedAt: Date;
  /** "YYYY-MM-DD" in the directive's zone. */
  readonly today: string;
  /** Oldest first; instants as the database writes them into JSON. */
  readonly extensions: readonly {
    readonly dueAt: string;
    readonly byName: string;
    readonly reason: string;
    readonly isCorrection: boolean;
  }[];
  /** How often the deadline was moved, and the plan filed or withdrawn: it only grows. */
  readonly changes: number;
  readonly changedAt: Date;
};

export type WaitingRow = Directive & {
  readonly departmentName: string;
  readonly status: PlanStatus;
  readonly versionNumber: number;
  readonly statusChangedAt: Date;
  readonly today: string;
};

/** An entry of a calendar, as programs tell it apart from others (`id`) and from its earlier states (`sequence`). */
export type CalendarEntry = {
  readonly id: string;
  readonly sequence: number;
  readonly changedAt: Date;
  readonly summary: string;
  readonly description: string;
  /** A path of this portal. */
  readonly href: string;
  /** Whole days, the last one included, or an instant at which something ends. */
  readonly when:
    | { readonly from: string; readonly through: string }
    | { readonly endsAt: Date; readonly timeZone: string };
  /** Whether it is still to be done: the program then reminds by itself. */
  readonly isOpen: boolean;
};

const dayOf = (instant: Date, timeZone: string) => format(new TZDate(instant, timeZone), "yyyy-MM-dd");

/** The whole due day where it ends at midnight, as the rule has it; else the instant itself. */
function dueWhen(dueAt: Date, timeZone: string): CalendarEntry["when"] {
  if (format(new TZDate(dueAt, timeZone), "HH:mm:ss") !== "00:00:00") return { endsAt: dueAt, timeZone };
  const day = dayOf(new Date(dueAt.getTime() - 1), timeZone);
  return { from: day, through: day };
}

/** Where a body's deadline stands, with the arithmetic that led there. One entry a body and directive, for good. */
export function deadlineEntry(row: DeadlineRow): CalendarEntry {
  const { timeZone } = row;
  const by = formatTime(new Date(row.dueAt.getTime() - 60_000), timeZone);
  const what = `plan of ${row.departmentName}, ${row.directiveTitle}`;
  const ask = row.standing === "invited" ? "Invited to file" : "Due";
  const filed = row.filedAt && (row.isFiledLate ? "Filed late" : "Filed");
  const lines = [
    filed && row.filedAt
      ? `${filed}, on ${formatDate(row.filedAt, timeZone)}, ${formatTime(row.filedAt, timeZone)} Pacific.`
      : `${row.standing === "invited" ? "Invited, not required, to file" : "To be filed"} by ${formatDeadline(row.dueAt, timeZone)}.`,
    row.status !== "not_started" || filed ? `The plan: ${planStatusLabels[row.status]}.` : "",
    "",
    `Original deadline: ${formatDeadline(row.originalDueAt, timeZone)}`,
    ...row.extensions.map(
      ({ dueAt, byName, reason, isCorrection }) =>
        `${isCorrection ? "Put right to" : "Extended to"} ${formatDeadline(dueAt, timeZone)} by ${byName}: ${reason}`,
    ),
  ];
  return {
    id: `deadline-${row.departmentId}-${row.directiveId}`,
    sequence: row.changes,
    changedAt: row.changedAt,
    summary: filed ? `${filed}: ${what}` : `${ask} by ${by}: ${what}`,
    description: lines.filter((line, index) => line !== "" || index === 2).join("\n"),
    href: `/department/${row.departmentCode}/plans/${row.directiveCode}`,
    when: dueWhen(row.dueAt, timeZone),
    isOpen: !filed,
  };
}

const reviewWords: Partial<Readonly<Record<PlanStatus, string>>> = {
  submitted: "Filed, waits for the review",
  in_review: "In review",
  changes_requested: "Changes requested, the next version is owed",
};

const daySequence = (day: string) => Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000);

/** A plan that is with the Mayor's Office, or has come back from it: from the day it did until today. */
export function reviewEntry(row: DeadlineRow): CalendarEntry | null {
  const words = reviewWords[row.status];
  if (!words) return null;
  const since = dayOf(row.statusChangedAt, row.timeZone);
  return {
    id: `review-${row.departmentId}-${row.directiveId}`,
    // It grows by a day each day.
    sequence: daySequence(row.today),
    changedAt: row.statusChangedAt,
    summary: `${words}: plan of ${row.departmentName}, version ${row.versionNumber}`,
    description: `Since ${formatDate(row.statusChangedAt, row.timeZone)}.`,
    href: `/department/${row.departmentCode}/plans/${row.directiveCode}`,
    when: { from: since, through: row.today },
    isOpen: false,
  };
}

/** A directive's own deadline, for the offices that watch it. */
export function directiveEntry(row: DirectiveDeadlineRow): CalendarEntry {
  const by = formatTime(new Date(row.dueAt.getTime() - 60_000), row.timeZone);
  return {
    id: `directive-${row.directiveId}`,
    sequence: 0,
    changedAt: row.changedAt,
    summary: `Plans due by ${by}: ${row.directiveTitle}`,
    description: `The deadline of every body that was given no other: ${formatDeadline(row.dueAt, row.timeZone)}.`,
    href: `/mayor/${row.directiveCode}`,
    when: dueWhen(row.dueAt, row.timeZone),
    isOpen: true,
  };
}

/** A body's deadline as the offices see it: the same entry, leading to the page about the body. */
export function extendedEntry(row: DeadlineRow): CalendarEntry {
  const entry = deadlineEntry(row);
  return { ...entry, href: `/mayor/${row.directiveCode}/bodies/${row.departmentCode}` };
}

/** What waits for the Mayor's Office: one entry a directive, on the present day and no other. */
export function waitingEntries(rows: readonly WaitingRow[]): CalendarEntry[] {
  return Object.values(Object.groupBy(rows, (row) => row.directiveId)).flatMap((plans) => {
    const [oldest] = plans ?? [];
    if (!oldest || !plans) return [];
    const newest = plans.reduce((a, b) => (a.statusChangedAt > b.statusChangedAt ? a : b));
    const amount = plans.length === 1 ? "1 plan waits" : `${plans.length} plans wait`;
    const lines = plans.map(
      (plan) =>
        `${plan.departmentName}, version ${plan.versionNumber}: ${planStatusLabels[plan.status].toLowerCase()} since ${formatDate(plan.statusChangedAt, plan.timeZone)}`,
    );
    return {
      id: `waiting-${oldest.directiveId}`,
      sequence: daySequence(oldest.today),
      changedAt: newest.statusChangedAt,
      summary: `${amount} for review: ${oldest.directiveTitle}`,
      description: lines.join("\n"),
      href: `/mayor/${oldest.directiveCode}?group=filed`,
      when: { from: oldest.today, through: oldest.today },
      isOpen: false,
    };
  });
}

const utcDay = (day: string) => new Date(`${day}T00:00:00Z`);
const dayBeforeAtNine = 15 * 3_600;
const halfAnHourMs = 30 * 60_000;

/**
 * The clocks of the City as iCalendar has them, so that an entry keeps its time wherever it is read. Always there: a
 * calendar must hold something, and some people's hold no entry.
 */
const cityZone = [
  "BEGIN:VTIMEZONE",
  `TZID:${cityTimeZone}`,
  "BEGIN:DAYLIGHT",
  "TZOFFSETFROM:-0800",
  "TZOFFSETTO:-0700",
  "TZNAME:PDT",
  "DTSTART:20070311T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
  "END:DAYLIGHT",
  "BEGIN:STANDARD",
  "TZOFFSETFROM:-0700",
  "TZOFFSETTO:-0800",
  "TZNAME:PST",
  "DTSTART:20071104T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
  "END:STANDARD",
  "END:VTIMEZONE",
].join("\r\n");

/**
 * The entries as a calendar that programs read (RFC 5545). The same entries are always the same text: stamps are those
 * of the last change and not of the reading, so that a program is answered that nothing changed.
 */
export function renderCalendar(entries: readonly CalendarEntry[], portalUrl: string): string {
  const calendar = ical({
    name: "Directive 12 portal",
    description: "Deadlines and reviews that concern you.",
    prodId: { company: "City of Los Angeles", product: "Directive 12 portal", language: "EN" },
    ttl: 3_600,
  });
  const host = new URL(portalUrl).hostname;
  // The same entry may concern somebody in two ways.
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  for (const entry of byId.values()) addEntry(calendar, entry, { host, portalUrl });
  return calendar.toString().replace(/\r\n(?=BEGIN:VEVENT|END:VCALENDAR)/, `\r\n${cityZone}\r\n`);
}

/** Without what a line of a calendar may not hold: control characters other than the line break. */
const plain = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n]/gu, " ");

function addEntry(
  calendar: ICalCalendar,
  entry: CalendarEntry,
  { host, portalUrl }: { host: string; portalUrl: string },
): void {
  const url = portalUrl + entry.href;
  const event = calendar.createEvent({
    id: `${entry.id}@${host}`,
    sequence: entry.sequence,
    stamp: entry.changedAt,
    lastModified: entry.changedAt,
    summary: plain(entry.summary),
    description: plain(`${entry.description}\n\n${url}`),
    url,
    // Nobody is busy because something is due.
    transparency: ICalEventTransparency.TRANSPARENT,
    ...timesOf(entry.when),
  });
  if (!entry.isOpen) return;
  const before = "from" in entry.when ? dayBeforeAtNine : 24 * 3_600;
  event.createAlarm({ type: ICalAlarmType.display, trigger: before, description: plain(entry.summary) });
}

function timesOf(when: CalendarEntry["when"]) {
  if ("from" in when) {
    return { allDay: true, start: utcDay(when.from), end: addDays(utcDay(when.through), 1) };
  }
  const at = (instant: number) => new TZDate(instant, when.timeZone);
  const endsAt = when.endsAt.getTime();
  return { timezone: when.timeZone, start: at(endsAt - halfAnHourMs), end: at(endsAt) };
}
