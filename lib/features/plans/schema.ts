import { z } from "zod";
import { readableText } from "@/lib/kernel/readable-text";
import { type Certification, certificationSchema, emptyCertification } from "./sections/certification";
import { type Contractors, contractorsSchema, emptyContractors } from "./sections/contractors";
import { emptyFacilities, type Facilities, facilitiesSchema } from "./sections/facilities";
import { emptyLiaison, type Liaison, liaisonSchema } from "./sections/liaison";
import { emptyProtocols, type Protocols, protocolsSchema } from "./sections/protocols";
import { emptyRecords, type Records, recordsSchema } from "./sections/records";
import { emptyReporting, type Reporting, reportingSchema } from "./sections/reporting";
import { emptyResources, type Resources, resourcesSchema } from "./sections/resources";
import { emptyTraining, type Training, trainingSchema } from "./sections/training";

/** The nine sections, in the order of the plan. */
export const sectionNames = [
  "facilities",
  "protocols",
  "training",
  "liaison",
  "contractors",
  "reporting",
  "records",
  "resources",
  "certification",
] as const;
export type SectionName = (typeof sectionNames)[number];
export const sectionNameSchema = z.enum(sectionNames);

export const sectionLabels: Readonly<Record<SectionName, string>> = {
  facilities: "Facilities",
  protocols: "Protocols",
  training: "Training",
  liaison: "Liaison",
  contractors: "Contractors",
  reporting: "Reporting",
  records: "Records",
  resources: "Resources",
  certification: "Certification",
};

export type SectionContents = {
  facilities: Facilities;
  protocols: Protocols;
  training: Training;
  liaison: Liaison;
  contractors: Contractors;
  reporting: Reporting;
  records: Records;
  resources: Resources;
  certification: Certification;
};

export const sectionSchemas: {
  readonly [Section in SectionName]: z.ZodType<SectionContents[Section]>;
} = {
  facilities: facilitiesSchema,
  protocols: protocolsSchema,
  training: trainingSchema,
  liaison: liaisonSchema,
  contractors: contractorsSchema,
  reporting: reportingSchema,
  records: recordsSchema,
  resources: resourcesSchema,
  certification: certificationSchema,
};

export function emptySections(): SectionContents {
  return {
    facilities: emptyFacilities(),
    protocols: emptyProtocols(),
    training: emptyTraining(),
    liaison: emptyLiaison(),
    contractors: emptyContractors(),
    reporting: emptyReporting(),
    records: emptyRecords(),
    resources: emptyResources(),
    certification: emptyCertification(),
  };
}

/** The plan that an action or address speaks of, by the codes that stand in addresses. */
export const planReferenceSchema = z.strictObject({
  departmentCode: readableText.min(1).max(40),
  directiveCode: readableText.min(1).max(40),
});
export type PlanReference = z.infer<typeof planReferenceSchema>;

/** A section by the parts of its address; what else comes with the request is not looked at. */
export const sectionAddressSchema = z.object({
  code: readableText.max(40),
  directive: readableText.max(40),
  section: sectionNameSchema,
});

/** `content` is checked afterwards, against the schema of the section that is named. */
export const saveSectionSchema = sectionAddressSchema.extend({
  revision: z.number().int().min(0),
  content: z.record(z.string(), z.unknown()),
});

export const markPartDoneSchema = z.strictObject({
  ...planReferenceSchema.shape,
  section: sectionNameSchema,
  isDone: z.boolean(),
});
export type MarkPartDoneInput = z.infer<typeof markPartDoneSchema>;

export const reasonSchema = readableText
  .trim()
  .min(1, "Say why.")
  .max(2_000, "Use at most 2,000 characters.");
export const sendBackToPreparerSchema = z.strictObject({
  ...planReferenceSchema.shape,
  reason: reasonSchema,
});

const revisions = z.record(z.string().max(40), z.number().int().min(0));

/** Which text somebody has before them: the revision of each section, and of each designation by its id. */
const readingSchema = z.strictObject({ sections: revisions, designations: revisions });
export type Reading = z.infer<typeof readingSchema>;

export const submitPlanSchema = z.strictObject({
  ...planReferenceSchema.shape,
  /** What the certifier has read: nothing else is certified. */
  read: readingSchema,
  typedName: z.string().trim().min(1, "Type your name as it stands in your account.").max(200),
  password: z.string().min(1, "Enter your password.").max(1_000),
  idempotencyKey: z.uuid(),
});
export type SubmitPlanInput = z.infer<typeof submitPlanSchema>;
