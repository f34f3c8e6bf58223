"use client";

import type { ReactNode } from "react";
import type { SectionContents, SectionName } from "@/lib/features/plans/schema";
import { SectionEditor } from "../section-editor";
import type { EditorContext } from "../section-view";
import { CertificationForm } from "./certification-form";
import { ContractorsForm } from "./contractors-form";
import { FacilitiesForm } from "./facilities-form";
import type { FacilityName } from "./facility-fields";
import { LiaisonForm } from "./liaison-form";
import { ProtocolsForm } from "./protocols-form";
import { RecordsForm } from "./records-form";
import { ReportingForm } from "./reporting-form";
import { ResourcesForm } from "./resources-form";
import { TrainingForm } from "./training-form";

/** The editor of any section, with the form that belongs to it. `facilities` are those that the plan lists. */
export function SectionForm<Section extends SectionName>(props: {
  section: Section;
  content: SectionContents[Section];
  revision: number;
  context: EditorContext;
  facilities: readonly FacilityName[];
}) {
  return <SectionEditor {...props}>{fieldsOf(props)}</SectionEditor>;
}

function fieldsOf({
  section,
  context,
  facilities,
}: {
  section: SectionName;
  context: EditorContext;
  facilities: readonly FacilityName[];
}) {
  const fields: Readonly<Record<SectionName, ReactNode>> = {
    facilities: <FacilitiesForm />,
    protocols: <ProtocolsForm />,
    training: <TrainingForm />,
    liaison: <LiaisonForm designations={context.designations} departmentCode={context.departmentCode} />,
    contractors: <ContractorsForm facilities={facilities} />,
    reporting: <ReportingForm />,
    records: <RecordsForm />,
    resources: <ResourcesForm facilities={facilities} />,
    certification: <CertificationForm />,
  };
  return fields[section];
}
