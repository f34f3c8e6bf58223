import { z } from "zod";
import { longText, mediumText, modelTextNames, numberText, phoneText, rowId, rows } from "./fields";

const reportingStepSchema = z.object({ id: rowId, text: mediumText });
export type ReportingStep = z.infer<typeof reportingStepSchema>;

export const reportingSchema = z.object({
  /** How any employee or contractor reaches the liaison. */
  reachSteps: rows(reportingStepSchema, 20),
  daytimePhone: phoneText,
  afterHoursPhone: phoneText,
  /** How the liaison reports to the Mayor's Office. */
  officeSteps: rows(reportingStepSchema, 20),
  targetMinutes: numberText,
  recorded: longText,
  neverAsked: longText,
  modelTexts: modelTextNames,
});
export type Reporting = z.infer<typeof reportingSchema>;

export function emptyReporting(): Reporting {
  return reportingSchema.parse({});
}
