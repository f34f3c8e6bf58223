import type { ReactNode } from "react";
import type { DesignationForCheck } from "@/lib/features/plans/completeness";
import {
  type SectionContents,
  type SectionName,
  sectionLabels,
  sectionNames,
} from "@/lib/features/plans/schema";
import { SectionDocument } from "./section-document";

/** The whole plan as one text to read and to print. `beside` stands at the head of each section. */
export function PlanDocument({
  contents,
  designations,
  beside,
}: {
  contents: SectionContents;
  designations: readonly DesignationForCheck[];
  beside?: (section: SectionName) => ReactNode;
}) {
  const context = { designations, facilities: contents.facilities.facilities };
  return (
    <div className="flex flex-col gap-6 print:block print:space-y-6">
      <nav aria-label="Sections of the plan" className="print-hidden">
        <ol className="flex flex-wrap gap-x-4 gap-y-1 text-14">
          {sectionNames.map((section, index) => (
            <li key={section}>
              <a href={`#section-${section}`} className="inline-flex min-h-6 items-center max-sm:min-h-11">
                {index + 1}. {sectionLabels[section]}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      {sectionNames.map((section, index) => (
        <section
          key={section}
          id={`section-${section}`}
          aria-labelledby={`heading-${section}`}
          className="flex flex-col gap-5 rounded-md border border-line bg-surface p-4 sm:p-6 print:block print:space-y-3 print:border-0 print:p-0"
        >
          <div className="flex flex-wrap items-baseline justify-between gap-2 print:break-after-avoid print:border-b print:border-ink print:pb-1">
            <h2 id={`heading-${section}`}>
              {index + 1}. {sectionLabels[section]}
            </h2>
            {beside?.(section)}
          </div>
          <SectionDocument section={section} content={contents[section]} context={context} />
        </section>
      ))}
    </div>
  );
}
