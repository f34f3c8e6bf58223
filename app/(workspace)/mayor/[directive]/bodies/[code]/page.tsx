import type { Metadata } from "next";
import Link from "next/link";
import { ReviewerSteps } from "@/components/compliance/reviewer-steps";
import { PageHeader } from "@/components/layout/page-header";
import { DesignationCard } from "@/components/plans/designation-card";
import { HistoryList } from "@/components/plans/history-list";
import { PlanClock } from "@/components/plans/plan-clock";
import { planTone } from "@/components/plans/plan-tone";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { StatusTag } from "@/components/ui/status-tag";
import { loadBody } from "@/lib/features/compliance/loaders";
import type { FiledVersion } from "@/lib/features/compliance/types";
import { sectionLabels } from "@/lib/features/plans/schema";
import { planStatusLabels } from "@/lib/features/plans/status";
import { summaryOf } from "@/lib/features/plans/summary";
import type { PlanView } from "@/lib/features/plans/types";
import { formatDateTime } from "@/lib/kernel/format-date";

type Props = { params: Promise<{ directive: string; code: string }> };

export const metadata: Metadata = { title: "Body" };

export default async function BodyPage({ params }: Props) {
  const { directive, code } = await params;
  const { view, versions, history } = await loadBody({ directiveCode: directive, code });
  const plan = { departmentCode: view.department.code, directiveCode: view.directive.code };
  return (
    <>
      <PageHeader
        back={{ href: `/mayor/${view.directive.code}`, label: "Compliance" }}
        title={view.department.name}
        lead={`Headed by the ${view.department.headTitle}. Plan under ${view.directive.title}.`}
      />
      <PlanClock view={view} />
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusTag tone={planTone(view.plan.status)}>{planStatusLabels[view.plan.status]}</StatusTag>
        {view.plan.status !== "not_started" && (
          <span className="text-14 text-muted">since {formatDateTime(view.plan.statusChangedAt)}</span>
        )}
        {view.deadline.standing === "invited" && <StatusTag tone="neutral">Invited, never overdue</StatusTag>}
      </p>
      {view.plan.status === "changes_requested" && view.plan.lastReason && (
        <Notice tone="attention" title="Changes requested">
          <p className="whitespace-pre-wrap">{view.plan.lastReason}</p>
        </Notice>
      )}
      <ReviewerSteps plan={plan} may={view.may} />
      <div className="grid gap-6 lg:grid-cols-2">
        <Progress view={view} />
        <section aria-labelledby="liaison-heading" className="flex flex-col gap-3">
          <h2 id="liaison-heading" className="text-18">
            Whom to call
          </h2>
          {(["liaison", "alternate"] as const).map((kind) => (
            <DesignationCard
              key={kind}
              kind={kind}
              designation={view.designations.find((one) => one.kind === kind)}
            />
          ))}
        </section>
      </div>
      <Versions versions={versions} code={view.department.code} />
      <section aria-labelledby="history-heading" className="flex flex-col gap-3">
        <h2 id="history-heading">History</h2>
        <HistoryList entries={history} />
      </section>
    </>
  );
}

function Progress({ view }: { view: PlanView }) {
  const summary = summaryOf(view.sections.flatMap((state) => state.outcomes));
  return (
    <Card title={`${summary.requiredMet} of ${summary.requiredTotal} required items met`}>
      <ul className="divide-y divide-line">
        {view.sections.map(({ section, partDoneAt }) => {
          const [met, total] = summary.sectionShares[section];
          return (
            <li key={section} className="flex items-center justify-between gap-3 py-2">
              <span>
                {sectionLabels[section]}
                {partDoneAt && <span className="text-14 text-muted"> · part done</span>}
              </span>
              <StatusTag tone={total > 0 && met === total ? "done" : met > 0 ? "waiting" : "neutral"}>
                {total > 0 ? `${met} of ${total}` : "Nothing applies"}
              </StatusTag>
            </li>
          );
        })}
      </ul>
      <p className="mt-3 text-14 text-muted">
        The text of a draft is the department's own until it is filed.
      </p>
    </Card>
  );
}

function Versions({ versions, code }: { versions: readonly FiledVersion[]; code: string }) {
  return (
    <section aria-labelledby="versions-heading" className="flex flex-col gap-3">
      <h2 id="versions-heading">Filed versions</h2>
      {versions.length === 0 ? (
        <EmptyState title="Nothing filed yet">
          Each version that the department head certifies stays here for good.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line bg-surface">
          {versions.map((version) => (
            <li
              key={version.id}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3"
            >
              <div>
                <p className="font-medium">Version {version.number}</p>
                <p className="text-14 text-muted">
                  {formatDateTime(version.submittedAt)}, certified by {version.certifierName}
                </p>
              </div>
              <p className="flex flex-wrap items-center gap-4">
                <StatusTag tone={version.isLate ? "late" : "done"}>
                  {version.isLate ? "Filed late" : "Filed on time"}
                </StatusTag>
                <Link
                  href={`/department/${code}/versions/${version.id}`}
                  className="inline-flex min-h-11 items-center sm:min-h-6"
                >
                  Read<span className="sr-only"> version {version.number}</span>
                </Link>
                <Link
                  href={`/department/${code}/receipts/${version.id}`}
                  className="inline-flex min-h-11 items-center sm:min-h-6"
                >
                  Receipt<span className="sr-only"> of version {version.number}</span>
                </Link>
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
