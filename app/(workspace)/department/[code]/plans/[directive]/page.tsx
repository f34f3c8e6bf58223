import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { DepartmentSteps } from "@/components/plans/department-steps";
import { PlanClock } from "@/components/plans/plan-clock";
import { planTone } from "@/components/plans/plan-tone";
import { TaskList } from "@/components/plans/task-list";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { StatusTag } from "@/components/ui/status-tag";
import { hindrances } from "@/lib/features/plans/completeness";
import { loadPlan } from "@/lib/features/plans/loaders";
import { planStatusLabels } from "@/lib/features/plans/status";
import type { PlanView } from "@/lib/features/plans/types";
import { formatDateTime } from "@/lib/kernel/format-date";

type Props = { params: Promise<{ code: string; directive: string }> };

export const metadata: Metadata = { title: "Preparedness plan" };

export default async function PlanPage({ params }: Props) {
  const { code, directive } = await params;
  const view = await loadPlan({ departmentCode: code, directiveCode: directive });
  const reference = { departmentCode: view.department.code, directiveCode: view.directive.code };
  const base = `/department/${reference.departmentCode}/plans/${reference.directiveCode}`;
  return (
    <>
      <PageHeader
        title="Preparedness plan"
        lead={
          <>
            {view.department.name}, under {view.directive.title}
          </>
        }
      />
      <PlanClock view={view} />
      <Standing view={view} />
      <DepartmentSteps plan={reference} may={view.may} headTitle={view.department.headTitle} />
      <section aria-labelledby="sections-heading" className="flex flex-col gap-3">
        <h2 id="sections-heading">Nine sections</h2>
        <p className="text-muted">{owedSentence(view)}</p>
        <TaskList sections={view.sections} base={base} />
      </section>
    </>
  );
}

function Standing({ view }: { view: PlanView }) {
  const { plan, receipt, department } = view;
  const returned = plan.lastReason && (plan.status === "draft" || plan.status === "changes_requested");
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
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
      </p>
      {returned && (
        <Notice
          tone="attention"
          title={
            plan.status === "changes_requested"
              ? "The Mayor's Office asks for changes"
              : "The draft came back"
          }
        >
          <p className="whitespace-pre-wrap">{plan.lastReason}</p>
        </Notice>
      )}
    </div>
  );
}

function owedSentence(view: PlanView): string {
  const owed = hindrances(view.sections.flatMap((state) => state.outcomes)).length;
  if (owed === 0) return "Every required item is met: the plan can be certified and submitted.";
  return `${owed} required ${owed === 1 ? "item is" : "items are"} still owed before the plan can be submitted. Sections are saved as you write; colleagues can work in different ones at the same time.`;
}
