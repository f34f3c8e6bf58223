import type { ReactNode } from "react";
import type { DesignationForCheck } from "@/lib/features/plans/completeness";
import {
  type SectionContents,
  type SectionName,
  sectionLabels,
  sectionNames,
} from "@/lib/features/plans/schema";
import { DesignationCard } from "../designation-card";
import { FacilitiesDocument } from "./facilities";
import {
  CertificationDocument,
  ContractorsDocument,
  RecordsDocument,
  ReportingDocument,
  ResourcesDocument,
  TrainingDocument,
} from "./other-sections";
import { Part, Text } from "./parts";
import { ProtocolsDocument } from "./protocols";

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
  const names = new Map(
    contents.facilities.facilities.map(({ id, name }, index) => [id, name || `Facility ${index + 1}`]),
  );
  const facilityName = (id: string) => names.get(id) ?? "a facility that was removed";
  const texts: Readonly<Record<SectionName, ReactNode>> = {
    facilities: <FacilitiesDocument content={contents.facilities} />,
    protocols: <ProtocolsDocument content={contents.protocols} />,
    training: <TrainingDocument content={contents.training} />,
    liaison: <LiaisonDocument note={contents.liaison.note} designations={designations} />,
    contractors: <ContractorsDocument content={contents.contractors} facilityName={facilityName} />,
    reporting: <ReportingDocument content={contents.reporting} />,
    records: <RecordsDocument content={contents.records} />,
    resources: <ResourcesDocument content={contents.resources} facilityName={facilityName} />,
    certification: <CertificationDocument content={contents.certification} />,
  };
  return (
    <div className="flex flex-col gap-6">
      <nav aria-label="Sections of the plan" className="print-hidden">
        <ol className="flex flex-wrap gap-x-4 gap-y-1 text-14">
          {sectionNames.map((section, index) => (
            <li key={section}>
              <a href={`#section-${section}`} className="inline-flex min-h-6 items-center">
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
          className="flex flex-col gap-5 rounded-md border border-line bg-surface p-4 sm:p-6 print:border-0 print:p-0"
        >
          <div className="flex flex-wrap items-baseline justify-between gap-2">
            <h2 id={`heading-${section}`}>
              {index + 1}. {sectionLabels[section]}
            </h2>
            {beside?.(section)}
          </div>
          {texts[section]}
        </section>
      ))}
    </div>
  );
}

function LiaisonDocument({
  note,
  designations,
}: {
  note: string;
  designations: readonly DesignationForCheck[];
}) {
  return (
    <>
      <div className="grid gap-4 lg:grid-cols-2">
        {(["liaison", "alternate"] as const).map((kind) => (
          <DesignationCard
            key={kind}
            kind={kind}
            designation={designations.find((one) => one.kind === kind)}
          />
        ))}
      </div>
      {note && (
        <Part title="Note">
          <p>
            <Text>{note}</Text>
          </p>
        </Part>
      )}
    </>
  );
}
