import Link from "next/link";
import type { ReactNode } from "react";
import { Pagination } from "@/components/ui/pagination";
import { type BodyView, departmentKindLabels, isNarrowed, viewQuery } from "@/lib/features/compliance/schema";
import { sectionLabels } from "@/lib/features/plans/schema";
import { BodyFilters, groupLabels } from "./body-filters";
import { bodyStateLabels } from "./body-state";

/** The frame of every list of bodies: heading, filters, what is shown, the page of rows, the way to the next. */
export function BodiesSection({
  title,
  view,
  base,
  total,
  pages,
  children,
}: {
  title: string;
  view: BodyView;
  base: string;
  total: number;
  pages: number;
  children: ReactNode;
}) {
  return (
    <section id="bodies" aria-labelledby="bodies-heading" className="flex scroll-mt-4 flex-col gap-4">
      <h2 id="bodies-heading">{title}</h2>
      <BodyFilters view={view} base={base} />
      <p className="tabular flex flex-wrap items-center gap-x-4">
        {shownSentence(view, total)}
        {isNarrowed(view) && (
          <Link
            href={`${base}${viewQuery({ sort: view.sort })}#bodies`}
            className="print-hidden inline-flex min-h-11 items-center sm:min-h-6"
          >
            Show all
          </Link>
        )}
      </p>
      {children}
      <Pagination
        page={view.page}
        pages={pages}
        hrefFor={(page) => `${base}${viewQuery({ ...view, page })}#bodies`}
      />
    </section>
  );
}

function shownSentence(view: BodyView, total: number): string {
  const parts = [
    view.q && `named “${view.q}”`,
    view.state && bodyStateLabels[view.state].toLowerCase(),
    view.group && groupLabels[view.group].toLowerCase(),
    view.kind && departmentKindLabels[view.kind].toLowerCase(),
    view.owes && `owing in ${sectionLabels[view.owes].toLowerCase()}`,
    view.requirement && `not having met ${view.requirement}`,
  ].filter(Boolean);
  const bodies = `${total.toLocaleString("en-US")} ${total === 1 ? "body" : "bodies"}`;
  if (parts.length > 0) return `${bodies}: ${parts.join(", ")}`;
  return view.sort === "pressing" ? `${bodies}, the most pressing first` : bodies;
}
