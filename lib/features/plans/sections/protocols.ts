import { z } from "zod";
import {
  choice,
  longText,
  mediumText,
  modelTextNames,
  phoneText,
  rowId,
  rows,
  shortText,
  timeText,
} from "./fields";

/** The seven settings, in the order of PRO-1 to PRO-7. */
export const settingNames = [
  "counters",
  "non_public_entry",
  "field",
  "records_requests",
  "contractor_tenant_spaces",
  "minors_vulnerable",
  "city_property_staging",
] as const;
export type SettingName = (typeof settingNames)[number];

export const settingLabels: Readonly<Record<SettingName, string>> = {
  counters: "Public counters and lobbies",
  non_public_entry: "Requests to enter non-public areas",
  field: "Field crews, vehicles and open worksites",
  records_requests: "Requests for records or for information about a person",
  contractor_tenant_spaces: "Contractor-staffed and tenant spaces",
  minors_vulnerable: "Programs with minors or other vulnerable people",
  city_property_staging: "Attempted use of City property for staging, processing or operations",
};

export const paperNames = [
  "ao_93",
  "ao_442",
  "ao_88b",
  "i_200",
  "i_205",
  "i_138",
  "i_247a",
  "i_862",
] as const;
export type PaperName = (typeof paperNames)[number];

export const paperLabels: Readonly<Record<PaperName, { form: string; title: string; isJudicial: boolean }>> =
  {
    ao_93: { form: "AO 93", title: "Judicial search warrant", isJudicial: true },
    ao_442: { form: "AO 442", title: "Judicial arrest warrant", isJudicial: true },
    ao_88b: { form: "AO 88B", title: "Judicial subpoena", isJudicial: true },
    i_200: { form: "I-200", title: "Administrative arrest warrant", isJudicial: false },
    i_205: { form: "I-205", title: "Administrative warrant of removal", isJudicial: false },
    i_138: { form: "I-138", title: "Administrative subpoena", isJudicial: false },
    i_247a: { form: "I-247A", title: "Immigration detainer", isJudicial: false },
    i_862: { form: "I-862", title: "Notice to appear", isJudicial: false },
  };

export const paperAnswerLabels = {
  opens_non_public: "Opens a non-public area, within its scope",
  does_not_open: "Does not open a non-public area",
  to_counsel: "Goes to counsel; opens no door",
} as const;

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];
export const weekdayLabels: Readonly<Record<Weekday, string>> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};
export const escalationRankLabels = { primary: "Primary", backup: "Backup" } as const;

/** The free texts of the section, in the order in which they are read. */
export const protocolTextNames = [
  "identityCheck",
  "nonConsent",
  "nonObstruction",
  "exigentCircumstances",
  "impostors",
  "documentation",
  "afterActionReview",
] as const;
export type ProtocolTextName = (typeof protocolTextNames)[number];
export const protocolTextLabels: Readonly<Record<ProtocolTextName, string>> = {
  identityCheck: "Identity and document check",
  nonConsent: "No voluntary consent",
  nonObstruction: "Non-obstruction",
  exigentCircumstances: "Exigent circumstances and criminal emergencies",
  impostors: "Possible impostors",
  documentation: "Documentation and preservation of evidence",
  afterActionReview: "After-action review",
};

const stepSchema = z.object({
  id: rowId,
  /** What is done. */
  action: mediumText,
  /** Who does it. */
  role: shortText,
  /** What is said. */
  words: mediumText,
  /** Still as our model text suggests it; any change by hand sets it to false. */
  modelText: z.boolean().default(false),
});
export type Step = z.infer<typeof stepSchema>;

const settingSchema = z.object({
  applies: choice(["yes", "no"]),
  /** Why it does not apply; asked when `applies` is "no". */
  reason: mediumText,
  steps: rows(stepSchema, 40),
});
export type Setting = z.infer<typeof settingSchema>;

const paperSchema = z.object({
  answer: choice(["opens_non_public", "does_not_open", "to_counsel"]),
  text: mediumText,
});
export type PaperInstruction = z.infer<typeof paperSchema>;

const escalationEntrySchema = z.object({
  id: rowId,
  role: shortText,
  name: shortText,
  phone: phoneText,
  rank: choice(["primary", "backup"]),
  days: z.array(z.enum(weekdays)).max(7).default([]),
  /**
   * Hours covered on each of the days. `to` at or before `from` runs into the next day: 18:00 to 06:00 is
   * the night, 00:00 to 00:00 the whole day.
   */
  from: timeText,
  to: timeText,
});
export type EscalationEntry = z.infer<typeof escalationEntrySchema>;

const emptySetting = settingSchema.prefault({});
const emptyPaper = paperSchema.prefault({});

export const protocolsSchema = z.object({
  settings: z
    .object({
      counters: emptySetting,
      non_public_entry: emptySetting,
      field: emptySetting,
      records_requests: emptySetting,
      contractor_tenant_spaces: emptySetting,
      minors_vulnerable: emptySetting,
      city_property_staging: emptySetting,
    })
    .prefault({}),
  decisionAid: z
    .object({
      ao_93: emptyPaper,
      ao_442: emptyPaper,
      ao_88b: emptyPaper,
      i_200: emptyPaper,
      i_205: emptyPaper,
      i_138: emptyPaper,
      i_247a: emptyPaper,
      i_862: emptyPaper,
    })
    .prefault({}),
  identityCheck: longText,
  nonConsent: longText,
  nonObstruction: longText,
  exigentCircumstances: longText,
  impostors: longText,
  documentation: longText,
  afterActionReview: longText,
  modelTexts: modelTextNames,
  escalation: rows(escalationEntrySchema, 60),
});
export type Protocols = z.infer<typeof protocolsSchema>;

export function emptyProtocols(): Protocols {
  return protocolsSchema.parse({});
}
