import { z } from "zod";
import {
  choice,
  dateText,
  languageCodes,
  longText,
  mediumText,
  numberText,
  rowId,
  rows,
  shortText,
} from "./fields";

export const trainingTopicLabels = {
  ordinance_188441: "Ordinance 188441",
  ed_12: "Executive Directive 12",
  own_protocols: "The department's own protocols",
} as const;
export const audienceLabels = {
  all_employees: "All employees",
  front_line: "Front-line employees",
  field_crews: "Field crews",
  supervisors: "Supervisors and managers",
  other_employees: "All other employees",
  contractors: "Contractor personnel",
} as const;
export const deliveryLabels = {
  in_person: "In person",
  online: "Online",
  shift_briefing: "Shift briefing",
  blended: "Online and in person",
} as const;

const trainingModuleSchema = z.object({
  id: rowId,
  title: shortText,
  topics: z
    .array(z.enum(["ordinance_188441", "ed_12", "own_protocols"]))
    .max(3)
    .default([]),
  alsoCovers: mediumText,
  audience: choice([
    "all_employees",
    "front_line",
    "field_crews",
    "supervisors",
    "other_employees",
    "contractors",
  ]),
  headcount: numberText,
  delivery: choice(["in_person", "online", "shift_briefing", "blended"]),
  languages: languageCodes,
  startsOn: dateText,
  endsOn: dateText,
  completedCount: numberText,
});
export type TrainingModule = z.infer<typeof trainingModuleSchema>;

export const trainingSchema = z.object({
  modules: rows(trainingModuleSchema, 100),
  newHireRule: longText,
  drillOn: dateText,
  drillDetail: mediumText,
});
export type Training = z.infer<typeof trainingSchema>;

export function emptyTraining(): Training {
  return trainingSchema.parse({});
}
