import { Notice } from "@/components/ui/notice";
import type { PlanReturn, PlanStatus } from "@/lib/features/plans/status";
import type { PlanView } from "@/lib/features/plans/types";
import { formatDateTime } from "@/lib/kernel/format-date";

// While a version is before the Mayor's Office or accepted, the department has answered and owes no change.
const answered: readonly PlanStatus[] = ["submitted", "in_review", "accepted", "amending"];

/** Why the plan came back, for who has to answer: each reason until it is answered. */
export function ReturnNotices({ plan }: { plan: PlanView["plan"] }) {
  const { changeRequest, sendBack, withdrawal } = plan.returns;
  return (
    <>
      {changeRequest && !answered.includes(plan.status) && <ChangeRequest request={changeRequest} />}
      {sendBack && (
        <Words title={`The draft of version ${sendBack.versionNumber} came back`} words={sendBack} />
      )}
      {withdrawal && <Words title="Withdrawn: why" words={withdrawal} version={withdrawal.versionNumber} />}
    </>
  );
}

/** What the Mayor's Office asked for, and of which version. */
export function ChangeRequest({ request }: { request: PlanReturn }) {
  return (
    <Words title="The Mayor's Office asks for changes" words={request} version={request.versionNumber} />
  );
}

function Words({ title, words, version }: { title: string; words: PlanReturn; version?: number }) {
  return (
    <Notice tone="attention" title={title}>
      <p className="whitespace-pre-wrap break-words">{words.reason}</p>
      <p className="text-14 text-muted">
        {words.byName}, {formatDateTime(words.at)}
        {version ? `, of version ${version}` : ""}
      </p>
    </Notice>
  );
}
