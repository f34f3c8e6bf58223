import type { Metadata } from "next";
import Link from "next/link";
import { BodyClock } from "@/components/compliance/body-clock";
import { BodyProgress } from "@/components/compliance/body-progress";
import { FiledVersions } from "@/components/compliance/filed-versions";
import { RefreshOnNews } from "@/components/compliance/refresh-on-news";
import { ReviewerSteps } from "@/components/compliance/reviewer-steps";
import { CallsNow } from "@/components/coverage/calls-now";
import { DeadlineCard } from "@/components/directives/deadline-card";
import { OpenRequest } from "@/components/directives/open-request";
import { PageHeader } from "@/components/layout/page-header";
import { KeepFresh } from "@/components/live/keep-fresh";
import { LiveState } from "@/components/live/live-state";
import { UnreachableNotice } from "@/components/mail/unreachable-notice";
import { DesignationCard } from "@/components/plans/designation-card";
import { HistoryList } from "@/components/plans/history-list";
import { planTone } from "@/components/plans/plan-tone";
import { ChangeRequest } from "@/components/plans/return-notices";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { PrintButton } from "@/components/ui/print-button";
import { StatusTag } from "@/components/ui/status-tag";
import { loadBody } from "@/lib/features/compliance/loaders";
import { bodyViewSchema, departmentKindLabels, viewQuery } from "@/lib/features/compliance/schema";
import type { DepartmentFacts } from "@/lib/features/compliance/types";
import { loadCallNow } from "@/lib/features/coverage/loaders";
import { loadDeadlineForOffice } from "@/lib/features/directives/loaders";
import { findUnreachable } from "@/lib/features/mail/loaders";
import { planStatusLabels } from "@/lib/features/plans/status";
import type { PlanView } from "@/lib/features/plans/types";
import { formatDateTime } from "@/lib/kernel/format-date";
import type { Search } from "@/lib/kernel/tidy-query";

type Props = {
  params: Promise<{ directive: string; code: string }>;
  searchParams: Promise<Search>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code } = await params;
  return { title: code };
}

export default async function BodyPage({ params, searchParams }: Props) {
  const { directive, code } = await params;
  const [{ view, facts, versions, history, mayReadDraft }, call, deadline] = await Promise.all([
    loadBody({ directiveCode: directive, code }),
    loadCallNow(code),
    loadDeadlineForOffice({ departmentCode: code, directiveCode: directive }),
  ]);
  const plan = { departmentCode: view.department.code, directiveCode: view.directive.code };
  const own = `/department/${view.department.code}`;
  const openRequest = deadline.requests.find(({ state }) => state === "open");
  const deadlineHref = `/mayor/${view.directive.code}/bodies/${view.department.code}/deadline`;
  return (
    <>
      <PageHeader
        back={backTo(await searchParams, `/mayor/${view.directive.code}`)}
        title={view.department.name}
        lead={
          <>
            Headed by the {view.department.headTitle}. Plan under {view.directive.title}. <LiveState />
          </>
        }
        action={<PrintButton>Print</PrintButton>}
      />
      <RefreshOnNews
        directive={view.directive.code}
        readAt={view.deadline.serverNow}
        code={view.department.code}
      />
      <KeepFresh dueAt={view.deadline.dueAt} serverNow={view.deadline.serverNow} />
      <Standing view={view} draftHref={mayReadDraft ? `${own}/plans/${view.directive.code}/review` : null} />
      <BodyClock view={view} />
      {openRequest && (
        <OpenRequest request={openRequest} timeZone={deadline.timeZone}>
          {deadline.mayExtend && (
            <ButtonLink size="sm" className="self-start" href={deadlineHref}>
              Answer the request
            </ButtonLink>
          )}
        </OpenRequest>
      )}
      <UnreachableNotice people={await findUnreachable({ departmentId: view.department.id })} />
      {view.plan.returns.changeRequest && view.plan.status !== "accepted" && (
        <ChangeRequest request={view.plan.returns.changeRequest} />
      )}
      <ReviewerSteps plan={plan} status={view.plan.status} may={view.may} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="flex flex-col gap-6">
          <BodyProgress view={view} />
          <section aria-labelledby="versions-heading" className="flex flex-col gap-3">
            <h2 id="versions-heading" className="text-18">
              Filed versions
            </h2>
            <FiledVersions versions={versions} code={view.department.code} />
          </section>
        </div>
        <section aria-labelledby="liaison-heading" className="flex flex-col gap-3">
          <h2 id="liaison-heading" className="text-18">
            Whom to call
          </h2>
          <CallsNow answer={call.answer} />
          {(["liaison", "alternate"] as const).map((kind) => (
            <DesignationCard
              key={kind}
              kind={kind}
              designation={view.designations.find((one) => one.kind === kind)}
            />
          ))}
          <Facts facts={facts} headTitle={view.department.headTitle} />
          <p className="print-hidden">
            <Link href={`${own}/liaison`} className="inline-flex min-h-11 items-center sm:min-h-6">
              Who changed these details, and when
            </Link>
          </p>
        </section>
      </div>
      <DeadlineCard deadline={deadline} href={deadlineHref} />
      <section aria-labelledby="history-heading" className="flex flex-col gap-3">
        <h2 id="history-heading">History</h2>
        <HistoryList entries={history} />
        {history.length > 0 && (
          <p className="print-hidden">
            <Link href={`${own}/history`} className="inline-flex min-h-11 items-center sm:min-h-6">
              The whole history
            </Link>
          </p>
        )}
      </section>
    </>
  );
}

/** The list that the page was opened from, as it stood. */
function backTo(search: Search, base: string): { href: string; label: string } {
  const query = viewQuery(bodyViewSchema.parse(search));
  const tail = query && `${query}#bodies`;
  if (search.list === "sections") return { href: `${base}/sections${tail}`, label: "Sections" };
  return { href: `${base}${tail}`, label: "Compliance" };
}

function Standing({ view, draftHref }: { view: PlanView; draftHref: string | null }) {
  const { status, statusChangedAt } = view.plan;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <StatusTag tone={planTone(status)}>{planStatusLabels[status]}</StatusTag>
      {status !== "not_started" && (
        <span className="text-14 text-muted">since {formatDateTime(statusChangedAt)}</span>
      )}
      {view.deadline.isExtended && <StatusTag tone="neutral">Extended</StatusTag>}
      {view.deadline.standing === "invited" && <StatusTag tone="neutral">Invited, never overdue</StatusTag>}
      {draftHref && status !== "not_started" && (
        <Link href={draftHref} className="inline-flex min-h-11 items-center sm:min-h-6">
          Read the plan as it stands
        </Link>
      )}
    </p>
  );
}

function Facts({ facts, headTitle }: { facts: DepartmentFacts; headTitle: string }) {
  const head = facts.head && (
    <>
      {facts.head.name}{" "}
      <a
        href={`mailto:${facts.head.email}`}
        className="inline-flex min-h-6 items-center break-all max-md:min-h-11"
      >
        {facts.head.email}
      </a>
    </>
  );
  return (
    <Card>
      <DataList
        items={[
          { term: headTitle, detail: head ?? "No account yet" },
          { term: "Kind of body", detail: departmentKindLabels[facts.kind] },
          ...facts.predecessors.map((detail) => ({ term: "Comes out of", detail })),
          ...facts.successors.map((detail) => ({ term: "Is to go into", detail })),
        ]}
      />
    </Card>
  );
}
