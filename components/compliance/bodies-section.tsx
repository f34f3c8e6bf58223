import type { ReactNode } from "react";
import { Pagination } from "@/components/ui/pagination";
import { type BodyView, departmentKindLabels, viewQuery } from "@/lib/features/compliance/schema";
import { sectionLabels } from "@/lib/features/plans/schema";
import { BodyFilters, groupLabels } from "./body-filters";
import { bodyStateLabels } from "./body-state";

/** The frame of every list of bodies: heading, what is shown, filters, the page of rows, the way to the next. */
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
    <section id="bodies" aria-labelledby="bodies-heading" className="flex flex-col gap-4">
      <h2 id="bodies-heading">{title}</h2>
      <BodyFilters view={view} base={base} />
      <p className="tabular text-14 text-muted">{shownSentence(view, total)}</p>
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
  return parts.length > 0 ? `${bodies}: ${parts.join(", ")}` : bodies;
}
