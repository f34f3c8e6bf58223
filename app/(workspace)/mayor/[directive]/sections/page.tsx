import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { BodiesSection } from "@/components/compliance/bodies-section";
import { HeatMap } from "@/components/compliance/heat-map";
import { LiveDashboard } from "@/components/compliance/live-dashboard";
import { PageHeader } from "@/components/layout/page-header";
import { KeepFresh } from "@/components/live/keep-fresh";
import { LiveState } from "@/components/live/live-state";
import { PrintButton } from "@/components/ui/print-button";
import { loadBodies } from "@/lib/features/compliance/loaders";
import { viewQuery } from "@/lib/features/compliance/schema";
import { isTidy } from "@/lib/kernel/tidy-query";

type Props = {
  params: Promise<{ directive: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const metadata: Metadata = { title: "Sections" };

export default async function SectionsPage({ params, searchParams }: Props) {
  const { directive: code } = await params;
  const { directive, overview, view, bodies, total, pages } = await loadBodies({
    directiveCode: code,
    search: searchParams,
  });
  const base = `/mayor/${directive.code}`;
  if (!isTidy(await searchParams, viewQuery(view))) redirect(`${base}/sections${viewQuery(view)}`);
  return (
    <LiveDashboard directive={directive.code} readAt={overview.now}>
      <PageHeader
        title="Sections"
        lead={
          <>
            How far each body is in each of the nine sections under {directive.title}. <LiveState />
          </>
        }
        action={<PrintButton>Print</PrintButton>}
      />
      <KeepFresh dueAt={directive.dueAt} serverNow={overview.now} />
      <BodiesSection
        title="Bodies by sections"
        view={view}
        base={`${base}/sections`}
        total={total}
        pages={pages}
      >
        <HeatMap bodies={bodies} view={view} base={base} />
      </BodiesSection>
    </LiveDashboard>
  );
}
