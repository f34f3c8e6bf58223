import { planEvents } from "@/lib/features/plans/events";
import type { SectionName } from "@/lib/features/plans/schema";
import type { PlanStatus } from "@/lib/features/plans/status";
import { type DemonstrationDoer, type Happening, happening, type Moments } from "./history";
import { type Standing, variant } from "./scenario";

/** When a plan went through its steps. What has not happened is null. */
export type Course = {
  readonly edits: readonly {
    readonly section: SectionName;
    readonly at: Date;
    readonly doneAt: Date | null;
  }[];
  readonly sentBackAt: Date | null;
  readonly firstSentAt: Date | null;
  readonly sentAt: Date | null;
  readonly filings: readonly Filing[];
  readonly acceptedAt: Date | null;
  readonly amendedAt: Date | null;
};

type Filing = {
  /** When the version before it was taken up again, and its text sent to the department head. */
  readonly revision: { readonly begunAt: Date; readonly editedAt: Date; readonly sentAt: Date } | null;
  readonly filedAt: Date;
  readonly reviewBegunAt: Date | null;
  readonly askedAt: Date | null;
};

const firstDay = -10;
const hour = 60;

/** The course of a body's plan from the day of the directive until yesterday, in working hours. */
export function courseOf(
  code: string,
  standing: Standing,
  written: readonly SectionName[],
  { at }: Moments,
): Course {
  const own = variant(code);
  const [first, ...later] = standing.filedDaysAgo ?? [];
  const lastDay = first === undefined ? -1 : -first;
  const startDay = Math.min(firstDay + (own % 3), lastDay);
  const isWhole = standing.status !== "draft";
  const edits = written.map((section, index) => {
    const day = startDay + Math.floor((index * (lastDay - startDay + 1)) / written.length);
    // On the day on which the draft is sent the last parts are finished before 10 o'clock.
    const minute =
      day === lastDay ? 8 * hour + 5 + index * 12 : 8 * hour + 20 + ((own * 7 + index * 53) % 470);
    const isDone = isWhole || index < written.length - 1;
    return { section, at: at(day, minute), doneAt: isDone ? at(day, minute + 9) : null };
  });
  const isSent = first !== undefined || standing.status === "with_certifier";
  const days = first === undefined ? [] : [first, ...later];
  const filings = days.map((daysAgo, index): Filing => {
    const isReviewed = standing.status !== "submitted" || index < days.length - 1;
    return {
      revision:
        index === 0
          ? null
          : {
              begunAt: at(-daysAgo - 1, 8 * hour + 45),
              editedAt: at(-daysAgo - 1, 9 * hour + 30),
              sentAt: at(-daysAgo, 11 * hour),
            },
      filedAt: at(-daysAgo, 13 * hour + 30 + (own % 170)),
      reviewBegunAt: isReviewed ? at(-daysAgo + 1, 9 * hour + 5 + (own % 80)) : null,
      askedAt: standing.asked && index === 0 ? at(-daysAgo + 1, 15 * hour + 20) : null,
    };
  });
  const isAccepted = standing.status === "accepted" || standing.status === "amending";
  const lastFiled = days.at(-1) ?? 0;
  return {
    edits,
    firstSentAt: standing.sentBack ? at(lastDay - 1, 11 * hour + 15) : null,
    sentBackAt: standing.sentBack ? at(lastDay - 1, 16 * hour + 5) : null,
    sentAt: isSent ? at(lastDay, 11 * hour + 15) : null,
    filings,
    acceptedAt: isAccepted ? at(Math.min(2 - lastFiled, -2), 14 * hour + 10 + (own % 90)) : null,
    amendedAt: standing.status === "amending" ? at(-1, 8 * hour + 50) : null,
  };
}

/** The last moment of a course, at which the plan came to be as it stands. */
export function lastMoment(course: Course): Date | null {
  const last = course.filings.at(-1);
  const moments = [
    course.edits.at(0)?.at,
    course.sentAt,
    last?.filedAt,
    last?.reviewBegunAt,
    last?.askedAt,
    course.acceptedAt,
    course.amendedAt,
  ].filter((moment) => moment instanceof Date);
  return moments.length > 0 ? new Date(Math.max(...moments.map((moment) => moment.getTime()))) : null;
}

/** The audit events of a course. `versions` holds what each filing fixed, in order. */
export function happeningsOf(
  planId: string,
  course: Course,
  standing: Standing,
  versions: readonly { readonly id: string; readonly number: number; readonly sha256: string }[],
  by: { preparer: DemonstrationDoer; head: DemonstrationDoer; reviewer: DemonstrationDoer },
): Happening[] {
  const all: Happening[] = [];
  const moved = (from: PlanStatus, to: PlanStatus, reason = "") => ({ planId, from, to, reason });
  const { preparer, head, reviewer } = by;
  for (const { section, at, doneAt } of course.edits) {
    all.push(happening(planEvents.sectionEdited, at, preparer, { planId, section, revision: 1 }));
    if (doneAt) all.push(happening(planEvents.partMarkedDone, doneAt, preparer, { planId, section }));
  }
  if (course.firstSentAt)
    all.push(
      happening(planEvents.sentToCertifier, course.firstSentAt, preparer, moved("draft", "with_certifier")),
    );
  if (course.sentBackAt)
    all.push(
      happening(
        planEvents.sentBack,
        course.sentBackAt,
        head,
        moved("with_certifier", "draft", standing.sentBack),
      ),
    );
  if (course.sentAt)
    all.push(
      happening(planEvents.sentToCertifier, course.sentAt, preparer, moved("draft", "with_certifier")),
    );
  for (const [index, filing] of course.filings.entries()) {
    const version = versions[index];
    if (!version) throw new Error("a filing has no version");
    if (filing.revision) {
      const { begunAt, editedAt, sentAt } = filing.revision;
      all.push(happening(planEvents.revisionBegun, begunAt, preparer, moved("changes_requested", "draft")));
      all.push(
        happening(planEvents.sectionEdited, editedAt, preparer, { planId, section: "training", revision: 2 }),
      );
      all.push(happening(planEvents.sentToCertifier, sentAt, preparer, moved("draft", "with_certifier")));
    }
    all.push(
      happening(planEvents.submitted, filing.filedAt, head, {
        ...moved("with_certifier", "submitted"),
        versionId: version.id,
        number: version.number,
        sha256: version.sha256,
        isLate: false,
      }),
    );
    if (filing.reviewBegunAt)
      all.push(
        happening(planEvents.reviewBegun, filing.reviewBegunAt, reviewer, moved("submitted", "in_review")),
      );
    if (filing.askedAt)
      all.push(
        happening(
          planEvents.changesRequested,
          filing.askedAt,
          reviewer,
          moved("in_review", "changes_requested", standing.asked),
        ),
      );
  }
  if (course.acceptedAt)
    all.push(happening(planEvents.accepted, course.acceptedAt, reviewer, moved("in_review", "accepted")));
  if (course.amendedAt)
    all.push(happening(planEvents.amendmentBegun, course.amendedAt, preparer, moved("accepted", "amending")));
  return all;
}
