import type { Metadata } from "next";
import { DeadlineLine } from "@/components/directives/deadline-line";
import { PageHeader } from "@/components/layout/page-header";
import { KeepFresh } from "@/components/live/keep-fresh";
import { LiveState } from "@/components/live/live-state";
import { DepartmentSteps } from "@/components/plans/department-steps";
import { FiledVersions } from "@/components/plans/filed-versions";
import { KeptNotice } from "@/components/plans/kept-notice";
import { LivePlan } from "@/components/plans/live-plan";
import { PlanClock } from "@/components/plans/plan-clock";
import { planTone } from "@/components/plans/plan-tone";
import { ReturnNotices } from "@/components/plans/return-notices";
import { TaskList } from "@/components/plans/task-list";
import { ButtonLink } from "@/components/ui/button";
import { StatusTag } from "@/components/ui/status-tag";
import { hindrances } from "@/lib/features/plans/completeness";
import { loadPlanPage } from "@/lib/features/plans/loaders";
import { planStatusLabels } from "@/lib/features/plans/status";
import type { PlanPageView, PlanView } from "@/lib/features/plans/types";
import { formatDateTime } from "@/lib/kernel/format-date";

type Props = { params: Promise<{ code: string; directive: string }> };

export const metadata: Metadata = { title: "Preparedness plan" };

export default async function PlanPage({ params }: Props) {
  const { code, directive } = await params;
  const view = await loadPlanPage({ departmentCode: code, directiveCode: directive });
  const reference = { departmentCode: view.department.code, directiveCode: view.directive.code };
  const base = `/department/${reference.departmentCode}/plans/${reference.directiveCode}`;
  return (
    <>
      <PageHeader
        title="Preparedness plan"
        lead={
          <>
            {view.department.name}, under {view.directive.title}. <LiveState />
          </>
        }
      />
      <KeepFresh dueAt={view.deadline.dueAt} serverNow={view.deadline.serverNow} />
      <PlanClock view={view} />
      <DeadlineLine href={`${base}/deadline`} openRequest={view.openRequest} />
      {view.mayDraft && <KeptNotice personId={view.actorId} {...reference} />}
      <Standing view={view} />
      <DepartmentSteps
        plan={reference}
        status={view.plan.status}
        may={view.may}
        mayCertify={view.mayCertify}
        headTitle={view.department.headTitle}
      />
      <section aria-labelledby="sections-heading" className="flex flex-col gap-3">
        <h2 id="sections-heading">Nine sections</h2>
        <p className="text-muted">{owedSentence(view)}</p>
        <LivePlan {...reference} actorId={view.actorId} readAt={view.deadline.serverNow}>
          <TaskList sections={view.sections} base={base} />
        </LivePlan>
      </section>
      <FiledVersions
        versions={view.versions}
        departmentCode={view.department.code}
        inForceNumber={view.plan.inForceNumber}
      />
    </>
  );
}

function Standing({ view }: { view: PlanPageView }) {
  const { plan, receipt, department } = view;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusTag tone={planTone(plan.status)}>{planStatusLabels[plan.status]}</StatusTag>
        {plan.status !== "not_started" && (
          <span className="text-14 text-muted">since {formatDateTime(plan.statusChangedAt)}</span>
        )}
        {receipt && (
          <ButtonLink
            variant="quiet"
            size="sm"
            href={`/department/${department.code}/receipts/${receipt.versionId}`}
          >
            Receipt of version {receipt.number}
          </ButtonLink>
        )}
      </div>
      <ReturnNotices plan={plan} />
      <p className="prose-measure">{nextSentence(view)}</p>
    </div>
  );
}

/** Whose turn it is, in one sentence. */
function nextSentence({ plan, department, certifiers, mayCertify }: PlanPageView): string {
  const names = new Intl.ListFormat("en-US", { type: "disjunction" }).format(certifiers);
  const head = `the ${department.headTitle}`;
  switch (plan.status) {
    case "with_certifier":
      return mayCertify
        ? "Next: read the whole plan, then certify and submit it or send it back."
        : `Next: ${names || head} reads the whole plan, then certifies and submits it or sends it back.`;
    case "submitted":
      return "Next: the Mayor's Office begins its review. Until then the submission can be withdrawn.";
    case "in_review":
      return "Next: the Mayor's Office accepts the plan or asks for changes.";
    case "changes_requested":
      return "Next: begin the next version, make the changes and file it.";
    case "accepted":
      return "The plan is accepted and in force. An amendment begins its next version.";
    default:
      if (mayCertify) return `You certify and submit this plan for ${head}.`;
      return certifiers.length > 0
        ? `${names} certifies and submits the plan for ${head}.`
        : `Nobody in the department can certify yet: ask the Mayor's Office for an account for ${head}.`;
  }
}

function owedSentence(view: PlanView): string {
  const owed = hindrances(view.sections.flatMap((state) => state.outcomes)).length;
  if (owed === 0) return "Every required item is met.";
  const items = `${owed} required ${owed === 1 ? "item is" : "items are"} still owed before the plan can be submitted.`;
  return view.may.edit
    ? `${items} Sections are saved as you write; colleagues can work in different ones at the same time.`
    : items;
}
