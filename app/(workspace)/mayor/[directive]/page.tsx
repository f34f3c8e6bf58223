import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DeadlineClock } from "@/components/clock/deadline-clock";
import { BodiesSection } from "@/components/compliance/bodies-section";
import { BodyList } from "@/components/compliance/body-list";
import { BurnUp } from "@/components/compliance/burn-up";
import { Figures } from "@/components/compliance/figures";
import { KeepFresh } from "@/components/compliance/keep-fresh";
import { StateBar } from "@/components/compliance/state-bar";
import { ExtensionsLine } from "@/components/directives/extensions-line";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PrintButton } from "@/components/ui/print-button";
import { loadBodies } from "@/lib/features/compliance/loaders";
import { isNarrowed, viewQuery } from "@/lib/features/compliance/schema";
import type { ComplianceCounts } from "@/lib/features/compliance/types";
import { loadOpenRequestCount } from "@/lib/features/directives/loaders";
import { formatDateTime, formatDeadline } from "@/lib/kernel/format-date";
import { isTidy } from "@/lib/kernel/tidy-query";

type Props = {
  params: Promise<{ directive: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const metadata: Metadata = { title: "Compliance" };

export default async function CompliancePage({ params, searchParams }: Props) {
  const { directive: code } = await params;
  const [{ directive, overview, view, bodies, total, pages }, requests] = await Promise.all([
    loadBodies({ directiveCode: code, search: searchParams }),
    loadOpenRequestCount({ directiveCode: code }),
  ]);
  const base = `/mayor/${directive.code}`;
  if (!isTidy(await searchParams, viewQuery(view))) redirect(`${base}${viewQuery(view)}`);
  const { counts } = overview;
  const owing = counts.required - counts.filedOnTime - counts.filedLate;
  return (
    <>
      <PageHeader
        title="Compliance"
        lead={`Who has filed under ${directive.title}, as of ${formatDateTime(overview.now, directive.timeZone)}.`}
        action={<PrintButton>Print</PrintButton>}
      />
      <KeepFresh dueAt={directive.dueAt} serverNow={overview.now} />
      <DeadlineClock
        label={`Due under ${directive.title}`}
        dueAt={directive.dueAt}
        dueText={formatDeadline(directive.dueAt, directive.timeZone)}
        serverNow={overview.now}
        rule={directive.rule}
        filedText={owing === 0 && counts.required > 0 ? "Every required body has filed." : undefined}
        overdueAdvice="The bodies that still owe their plan stand first in the list below, with whom to call."
      />
      <ExtensionsLine href={`${base}/extensions`} waiting={requests} />
      {counts.bodies === 0 ? (
        <EmptyState title="No body owes a plan yet">
          The bodies that the directive asks for a plan are listed here once they are named.
        </EmptyState>
      ) : (
        <>
          <Card title={standingSentence(counts)}>
            <div className="flex flex-col gap-6">
              <StateBar counts={counts} />
              <Figures counts={counts} base={base} />
            </div>
          </Card>
          <Card title="Filings against the deadline">
            <BurnUp
              filings={{
                days: overview.filings,
                filed: counts.filedOnTime + counts.filedLate,
                required: counts.required,
                issuedOn: directive.issuedOn,
                due: Date.parse(directive.dueAt),
                now: Date.parse(overview.now),
              }}
            />
          </Card>
          <BodiesSection
            title={isNarrowed(view) ? "Bodies" : "Who needs a call"}
            view={view}
            base={base}
            total={total}
            pages={pages}
          >
            <BodyList bodies={bodies} view={view} base={base} />
          </BodiesSection>
        </>
      )}
    </>
  );
}

function standingSentence({ required, filedOnTime, filedLate, overdue }: ComplianceCounts): string {
  const filed = filedOnTime + filedLate;
  const owing = required - filed;
  const count = (amount: number) => amount.toLocaleString("en-US");
  if (owing === 0) return `All ${count(required)} required bodies have filed`;
  const late = overdue > 0 ? `, ${count(overdue)} of them overdue` : "";
  return `${count(filed)} of ${count(required)} required bodies have filed; ${count(owing)} ${owing === 1 ? "is" : "are"} still to file${late}`;
}
