import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { StatusTag } from "@/components/ui/status-tag";
import { loadTallies } from "@/lib/features/compliance/loaders";
import { viewQuery } from "@/lib/features/compliance/schema";
import { sectionLabels, sectionNames } from "@/lib/features/plans/schema";

type Props = { params: Promise<{ directive: string }> };
type Row = Awaited<ReturnType<typeof loadTallies>>["rows"][number];

export const metadata: Metadata = { title: "Requirements" };

export default async function RequirementsPage({ params }: Props) {
  const { directive: code } = await params;
  const { directive, overview, rows } = await loadTallies({ directiveCode: code });
  const base = `/mayor/${directive.code}`;
  return (
    <>
      <PageHeader
        title="Requirements"
        lead={`What a plan must show under ${directive.title}, and how many of ${overview.counts.bodies.toLocaleString("en-US")} bodies show it. Paraphrased: confirm with the City Attorney.`}
        action={<PrintButton>Print</PrintButton>}
      />
      {sectionNames.map((section) => (
        <section key={section} aria-labelledby={`requirements-${section}`} className="flex flex-col gap-2">
          <h2 id={`requirements-${section}`} className="text-18">
            {sectionLabels[section]}
          </h2>
          <ul className="divide-y divide-line rounded-md border border-line bg-surface">
            {rows
              .filter((row) => row.section === section)
              .map((row) => (
                <Requirement key={row.code} row={row} base={base} />
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Requirement({ row, base }: { row: Row; base: string }) {
  const applies = row.met + row.owed;
  const share = applies > 0 ? (row.met / applies) * 100 : 0;
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-3 lg:grid-cols-[1fr_16rem]">
      <div>
        <p>
          <span className="tabular mr-2 text-13 text-muted">{row.code}</span>
          {row.text}
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-2 text-13 text-muted">
          {row.sources.join("; ")}
          {row.standing === "advised" && <StatusTag tone="neutral">Advised</StatusTag>}
          {row.condition && <span>{row.condition}</span>}
        </p>
      </div>
      <div>
        {applies > 0 ? (
          <>
            <p className="tabular text-14">
              Met by {row.met.toLocaleString("en-US")} of {applies.toLocaleString("en-US")}
            </p>
            <svg
              viewBox="0 0 100 8"
              preserveAspectRatio="none"
              className="my-1 block h-2 w-full"
              aria-hidden="true"
            >
              <rect width={100} height={8} className="fill-neutral-bg" />
              <rect width={share} height={8} className="fill-done-line" />
            </svg>
            {row.owed > 0 && (
              <Link
                href={`${base}${viewQuery({ requirement: row.code })}#bodies`}
                className="inline-flex min-h-6 items-center text-14"
              >
                {row.owed.toLocaleString("en-US")} {row.owed === 1 ? "has" : "have"} not
                <span className="sr-only"> met {row.code}</span>
              </Link>
            )}
          </>
        ) : (
          <p className="text-14 text-muted">
            {row.standing === "advised" ? "Advised: not counted" : "Applies to nobody now"}
          </p>
        )}
      </div>
    </li>
  );
}
