import { DeadlineClock } from "@/components/clock/deadline-clock";
import { filedWords, withdrawnWords } from "@/components/plans/filing-words";
import type { PlanView } from "@/lib/features/plans/types";
import { formatDeadline } from "@/lib/kernel/format-date";

/** The deadline clock of one body as the Mayor's Office reads it: overdue, it says whom to call. */
export function BodyClock({
  view,
}: {
  view: Pick<PlanView, "deadline" | "receipt" | "withdrawn" | "directive" | "designations">;
}) {
  const { deadline, directive, designations } = view;
  const isInvited = deadline.standing === "invited";
  const called = designations[0];
  return (
    <DeadlineClock
      label={isInvited ? `Invited to file under ${directive.title} by` : `Due under ${directive.title}`}
      dueAt={deadline.dueAt}
      dueText={formatDeadline(deadline.dueAt)}
      serverNow={deadline.serverNow}
      rule={deadline.origin}
      extensions={deadline.extensions}
      filedText={filedWords(view)}
      withdrawnText={withdrawnWords(view)}
      overdueAdvice={
        called
          ? `Call ${called.name}, ${called.phone}: a late plan is taken at any hour and marked as late.`
          : "Call the head of the body: it has no liaison. A late plan is taken at any hour and marked as late."
      }
      isInvited={isInvited}
    />
  );
}
