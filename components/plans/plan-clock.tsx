import { DeadlineClock } from "@/components/clock/deadline-clock";
import type { PlanView } from "@/lib/features/plans/types";
import { formatDeadline } from "@/lib/kernel/format-date";
import { filedWords, withdrawnWords } from "./filing-words";

/** The deadline clock of one department's plan. */
export function PlanClock({
  view,
}: {
  view: Pick<PlanView, "deadline" | "receipt" | "withdrawn" | "directive">;
}) {
  const { deadline, directive } = view;
  return (
    <DeadlineClock
      label={
        deadline.standing === "invited"
          ? `Invited to file under ${directive.title} by`
          : `Due under ${directive.title}`
      }
      dueAt={deadline.dueAt}
      dueText={formatDeadline(deadline.dueAt)}
      serverNow={deadline.serverNow}
      rule={deadline.origin}
      extensions={deadline.extensions}
      filedText={filedWords(view)}
      withdrawnText={withdrawnWords(view)}
      overdueAdvice="File as soon as you can: a late plan is taken at any hour and marked as late. Call the Mayor's Office if something stands in the way."
      isInvited={deadline.standing === "invited"}
    />
  );
}
