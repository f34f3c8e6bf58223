import type { Metadata } from "next";
import { DeadlineArithmetic } from "@/components/directives/deadline-arithmetic";
import { OpenRequest } from "@/components/directives/open-request";
import { RequestForm } from "@/components/directives/request-form";
import { RequestHistory } from "@/components/directives/request-history";
import { WithdrawRequest } from "@/components/directives/withdraw-request";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { OutcomeNotice } from "@/components/ui/outcome-notice";
import { loadDeadline } from "@/lib/features/directives/loaders";
import { outcomeOf } from "@/lib/features/directives/messages";
import { formatDeadline } from "@/lib/kernel/format-date";

type Props = {
  params: Promise<{ code: string; directive: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const metadata: Metadata = { title: "Deadline" };

export default async function PlanDeadlinePage({ params, searchParams }: Props) {
  const [{ code, directive }, { done }] = await Promise.all([params, searchParams]);
  const deadline = await loadDeadline({ departmentCode: code, directiveCode: directive });
  const { timeZone, requests, mayRequest, hasFiled } = deadline;
  const reference = {
    directiveCode: deadline.directive.code,
    departmentCode: deadline.department.code,
  };
  const plan = `/department/${reference.departmentCode}/plans/${reference.directiveCode}`;
  const back = `${plan}/deadline`;
  const outcome = outcomeOf(done, deadline);
  const open = requests.find(({ state }) => state === "open");
  const answered = requests.filter(({ state }) => state !== "open");
  return (
    <>
      <PageHeader
        back={{ href: plan, label: "Preparedness plan" }}
        title="Deadline"
        lead={`${deadline.department.name}, under ${deadline.directive.title}.`}
      />
      {outcome && (
        <OutcomeNotice key={`${String(done)} ${requests.length}`} title={outcome.title}>
          {outcome.text}
        </OutcomeNotice>
      )}
      {open && (
        <OpenRequest request={open} timeZone={timeZone}>
          <p>
            {hasFiled
              ? "The plan has been filed since: nothing depends on the answer."
              : "The Mayor's Office has not answered yet. Until it does, the deadline in force holds."}
          </p>
          {mayRequest && <WithdrawRequest {...reference} requestId={open.id} back={back} />}
        </OpenRequest>
      )}
      <Card title="How it came about">
        <DeadlineArithmetic arithmetic={deadline} />
      </Card>
      {mayRequest && !open && !hasFiled && (
        <Card title="Ask for more time">
          <RequestForm
            key={requests.length}
            {...reference}
            dueText={formatDeadline(deadline.dueAt, timeZone)}
            back={back}
          />
        </Card>
      )}
      {mayRequest && hasFiled && !open && (
        <p className="prose-measure text-muted">
          The plan has been filed. It stays on time or late as it was, whatever becomes of the deadline.
        </p>
      )}
      {answered.length > 0 && (
        <section aria-labelledby="requests-heading" className="flex flex-col gap-3">
          <h2 id="requests-heading">What was asked and answered</h2>
          <RequestHistory requests={answered} timeZone={timeZone} />
        </section>
      )}
    </>
  );
}
