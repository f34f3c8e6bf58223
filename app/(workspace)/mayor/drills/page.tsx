import type { Metadata } from "next";
import Link from "next/link";
import { DirectoryTabs } from "@/components/directory/directory-tabs";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusTag } from "@/components/ui/status-tag";
import { loadDrills } from "@/lib/features/drills/loaders";
import { formatDateTime } from "@/lib/kernel/format-date";

export const metadata: Metadata = { title: "Drills" };

export default async function DrillsPage() {
  const { lines, mayStart } = await loadDrills();
  return (
    <>
      <PageHeader
        title="Readiness drills"
        lead="Whether liaisons answer, by the way on which they would be reached in earnest. Drills count nowhere else."
        {...(mayStart && { action: <ButtonLink href="/mayor/drills/start">Start a drill</ButtonLink> })}
      />
      <DirectoryTabs current="drills" />
      {lines.length === 0 ? (
        <EmptyState title="There was no drill yet">A drill calls liaisons and alternates by mail.</EmptyState>
      ) : (
        <ul className="divide-y divide-line border-line border-y">
          {lines.map((drill) => (
            <li key={drill.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
              <span className="min-w-0">
                <Link
                  href={`/mayor/drills/${drill.id}`}
                  className="inline-flex min-h-11 items-center font-medium"
                >
                  {drill.title}
                </Link>
                <span className="block text-14 text-muted">
                  {formatDateTime(drill.startedAt)}, by {drill.startedByName}
                </span>
              </span>
              <span className="tabular flex items-center gap-3">
                {drill.score.counts.in_time.toLocaleString("en-US")} of{" "}
                {drill.score.total.toLocaleString("en-US")} in time
                <StatusTag tone={drill.isOpen ? "waiting" : "neutral"}>
                  {drill.isOpen ? "Open" : "Over"}
                </StatusTag>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
