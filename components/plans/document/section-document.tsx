import type { ReactNode } from "react";
import type { DesignationForCheck } from "@/lib/features/plans/completeness";
import type { SectionContents, SectionName } from "@/lib/features/plans/schema";
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

/** What a section's text points at that stands elsewhere in the plan. */
export type DocumentContext = {
  readonly designations: readonly DesignationForCheck[];
  readonly facilities: readonly { readonly id: string; readonly name: string }[];
};

/** One section of a plan as text to read. */
export function SectionDocument<Section extends SectionName>({
  section,
  content,
  context,
}: {
  section: Section;
  content: SectionContents[Section];
  context: DocumentContext;
}) {
  const names = new Map(
    context.facilities.map(({ id, name }, index) => [id, name.trim() || `Facility ${index + 1}`]),
  );
  const facilityName = (id: string) => names.get(id) ?? "a facility that was removed";
  // The section's name says which of the nine shapes its text has.
  const as = <Name extends SectionName>() => content as unknown as SectionContents[Name];
  const texts: Readonly<Record<SectionName, () => ReactNode>> = {
    facilities: () => <FacilitiesDocument content={as<"facilities">()} />,
    protocols: () => <ProtocolsDocument content={as<"protocols">()} />,
    training: () => <TrainingDocument content={as<"training">()} />,
    liaison: () => <LiaisonDocument note={as<"liaison">().note} designations={context.designations} />,
    contractors: () => <ContractorsDocument content={as<"contractors">()} facilityName={facilityName} />,
    reporting: () => <ReportingDocument content={as<"reporting">()} />,
    records: () => <RecordsDocument content={as<"records">()} />,
    resources: () => <ResourcesDocument content={as<"resources">()} facilityName={facilityName} />,
    certification: () => <CertificationDocument content={as<"certification">()} />,
  };
  return texts[section]();
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
