import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DeadlineClock } from "@/components/clock/deadline-clock";
import { BodiesSection } from "@/components/compliance/bodies-section";
import { BodyList } from "@/components/compliance/body-list";
import { BurnUp } from "@/components/compliance/burn-up";
import { ExtensionsLine } from "@/components/compliance/extensions-line";
import { Figures } from "@/components/compliance/figures";
import { LiveDashboard } from "@/components/compliance/live-dashboard";
import { AsOf, Standing } from "@/components/compliance/standing";
import { StateBar } from "@/components/compliance/state-bar";
import { PageHeader } from "@/components/layout/page-header";
import { KeepFresh } from "@/components/live/keep-fresh";
import { LiveState } from "@/components/live/live-state";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PrintButton } from "@/components/ui/print-button";
import { burnUpOf } from "@/lib/features/compliance/burn-up";
import { loadBodies } from "@/lib/features/compliance/loaders";
import { isNarrowed, viewQuery } from "@/lib/features/compliance/schema";
import { loadOpenRequestCount } from "@/lib/features/directives/loaders";
import { formatDeadline } from "@/lib/kernel/format-date";
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
    <LiveDashboard directive={directive.code} readAt={overview.now}>
      <PageHeader
        title="Compliance"
        lead={
          <>
            Who has filed under {directive.title}, as of{" "}
            <AsOf readAt={overview.now} timeZone={directive.timeZone} />. <LiveState />
          </>
        }
        action={
          <div className="flex flex-wrap gap-3">
            <ButtonLink variant="secondary" href={`${base}/brief`}>
              Mayor's brief
            </ButtonLink>
            <PrintButton>Print</PrintButton>
          </div>
        }
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
          <Card title={<Standing counts={counts} />}>
            <div className="flex flex-col gap-6">
              <StateBar counts={counts} />
              <Figures counts={counts} base={base} />
            </div>
          </Card>
          <Card title="Filings against the deadline">
            <BurnUp drawing={burnUpOf(directive, overview)} />
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
    </LiveDashboard>
  );
}
