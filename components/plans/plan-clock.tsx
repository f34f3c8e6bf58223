import { DeadlineClock } from "@/components/clock/deadline-clock";
import type { PlanView } from "@/lib/features/plans/types";
import { formatDateTime, formatDeadline } from "@/lib/kernel/format-date";

/** The deadline clock of one department's plan. */
export function PlanClock({ view }: { view: Pick<PlanView, "deadline" | "receipt" | "directive"> }) {
  const { deadline, receipt, directive } = view;
  const filed =
    receipt &&
    `Version ${receipt.number} was filed ${receipt.isLate ? "late" : "on time"}: ${formatDateTime(receipt.submittedAt)}`;
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
      rule={deadline.rule}
      extensions={deadline.extensions}
      filedText={filed ?? undefined}
      overdueAdvice="File as soon as you can: a late plan is taken at any hour and marked as late. Call the Mayor's Office if something stands in the way."
      isInvited={deadline.standing === "invited"}
    />
  );
}
