import type { Metadata } from "next";
import { RefreshOnNews } from "@/components/compliance/refresh-on-news";
import { RequirementRow } from "@/components/compliance/requirement-row";
import { PageHeader } from "@/components/layout/page-header";
import { KeepFresh } from "@/components/live/keep-fresh";
import { LiveState } from "@/components/live/live-state";
import { PrintButton } from "@/components/ui/print-button";
import { TabLinks } from "@/components/ui/tab-links";
import { loadTallies } from "@/lib/features/compliance/loaders";
import { sectionLabels, sectionNames } from "@/lib/features/plans/schema";

type Props = {
  params: Promise<{ directive: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};
type Row = Awaited<ReturnType<typeof loadTallies>>["rows"][number];

export const metadata: Metadata = { title: "Requirements" };

export default async function RequirementsPage({ params, searchParams }: Props) {
  const { directive: code } = await params;
  const { directive, overview, rows } = await loadTallies({ directiveCode: code });
  const isLeastFirst = (await searchParams).order === "least";
  const base = `/mayor/${directive.code}`;
  const groups = isLeastFirst
    ? [{ key: "least", title: "Owed by the most bodies first", rows: leastMetFirst(rows) }]
    : sectionNames.map((section) => ({
        key: section,
        title: sectionLabels[section],
        rows: rows.filter((row) => row.section === section),
      }));
  return (
    <>
      <PageHeader
        title="Requirements"
        lead={
          <>
            {`What a plan must show under ${directive.title}, and how many of the ${overview.counts.required.toLocaleString("en-US")} required bodies show it. Paraphrased: confirm with the City Attorney. `}
            <LiveState />
          </>
        }
        action={<PrintButton>Print</PrintButton>}
      />
      <RefreshOnNews directive={directive.code} readAt={overview.now} />
      <KeepFresh dueAt={directive.dueAt} serverNow={overview.now} />
      <TabLinks
        label="Order of the requirements"
        tabs={[
          { href: `${base}/requirements`, label: "By section", isCurrent: !isLeastFirst },
          { href: `${base}/requirements?order=least`, label: "Least met first", isCurrent: isLeastFirst },
        ]}
      />
      {groups.map(({ key, title, rows: own }) => (
        <section key={key} aria-labelledby={`requirements-${key}`} className="flex flex-col gap-2">
          <h2 id={`requirements-${key}`} className="text-18">
            {title}
          </h2>
          <ul className="divide-y divide-line rounded-md border border-line bg-surface">
            {own.map((row) => (
              <RequirementRow key={row.code} row={row} base={base} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** Those that somebody owes, the most widely owed first. */
function leastMetFirst(rows: readonly Row[]): Row[] {
  return rows.filter((row) => row.owed > 0).toSorted((a, b) => b.owed - a.owed);
}
