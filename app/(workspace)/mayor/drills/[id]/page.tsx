import type { Metadata } from "next";
import { EndDrillButton } from "@/components/drills/end-drill-button";
import { RefreshOnDrill } from "@/components/drills/refresh-on-drill";
import { PageHeader } from "@/components/layout/page-header";
import { PhoneLink } from "@/components/liaisons/phone-link";
import { LiveState } from "@/components/live/live-state";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { PrintButton } from "@/components/ui/print-button";
import { StatusTag } from "@/components/ui/status-tag";
import { TabLinks } from "@/components/ui/tab-links";
import { loadDrill } from "@/lib/features/drills/loaders";
import {
  lengthWords,
  outcomeLabels,
  outcomeTones,
  scoreSentence,
  speedSentence,
} from "@/lib/features/drills/messages";
import { drillQuery } from "@/lib/features/drills/schema";
import { outcomes } from "@/lib/features/drills/scoring";
import { formatDateTime } from "@/lib/kernel/format-date";
import type { Search } from "@/lib/kernel/tidy-query";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Search> };

export const metadata: Metadata = { title: "Drill" };

export default async function DrillPage({ params, searchParams }: Props) {
  const { id } = await params;
  const { drill, isOpen, closedAt, now, score, view, departments, pages, mayEnd } = await loadDrill(
    id,
    searchParams,
  );
  const base = `/mayor/drills/${drill.id}`;
  return (
    <>
      <PageHeader
        title={`Drill: ${drill.title}`}
        lead={
          <>
            Started {formatDateTime(drill.startedAt)} by {drill.startedByName};{" "}
            {isOpen ? "answers count until" : "closed"} {formatDateTime(closedAt)}. <LiveState />
          </>
        }
        back={{ href: "/mayor/drills", label: "Drills" }}
        action={<PrintButton>Print</PrintButton>}
      />
      <RefreshOnDrill drillId={drill.id} readAt={now.toISOString()} />
      <div>
        <p className="font-semibold text-18">{scoreSentence(score)}</p>
        <p className="text-14 text-muted">{speedSentence(score)}</p>
      </div>
      {mayEnd && <EndDrillButton drillId={drill.id} />}
      <TabLinks
        label="Filter the results"
        tabs={[
          { href: base, label: "All", count: score.departments.length, isCurrent: !view.show },
          ...outcomes.map((outcome) => ({
            href: `${base}${drillQuery({ show: outcome })}`,
            label: outcomeLabels[outcome],
            count: score.counts[outcome],
            isCurrent: view.show === outcome,
          })),
        ]}
      />
      {departments.length === 0 ? (
        <EmptyState title={view.show ? "No department fits" : "The calls are going out"} />
      ) : (
        <ul className="divide-y divide-line border-line border-y">
          {departments.map((department) => (
            <li
              key={department.code}
              className="grid break-inside-avoid gap-x-4 gap-y-1 py-2 sm:grid-cols-[1fr_auto]"
            >
              <div className="min-w-0">
                <h2 className="text-16">{department.name}</h2>
                {department.calls.map((call) => (
                  <p key={call.kind} className="flex flex-wrap items-baseline gap-x-3 text-14">
                    <span>
                      {call.name ?? `No ${call.kind}`}: {outcomeLabels[call.outcome].toLowerCase()}
                      {call.seconds !== null && `, ${lengthWords(call.seconds)}`}
                    </span>
                    {call.phone && call.seconds === null && <PhoneLink phone={call.phone} />}
                  </p>
                ))}
              </div>
              <span className="self-center">
                <StatusTag tone={outcomeTones[department.outcome]}>
                  {outcomeLabels[department.outcome]}
                </StatusTag>
              </span>
            </li>
          ))}
        </ul>
      )}
      <Pagination
        page={view.page}
        pages={pages}
        hrefFor={(page) => `${base}${drillQuery({ ...view, page })}`}
      />
    </>
  );
}
