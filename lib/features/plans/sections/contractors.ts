import { z } from "zod";
import { choice, dateText, facilityIds, listedOrNone, mediumText, rowId, rows, shortText } from "./fields";

export const dhsAnswerLabels = {
  no_agreement: "No agreement with DHS",
  has_agreement: "Has an agreement with DHS",
  no_answer: "No answer yet",
} as const;

const contractSchema = z.object({
  id: rowId,
  contractor: shortText,
  service: shortText,
  number: shortText,
  facilityIds,
  noticeOn: dateText,
  acknowledgedOn: dateText,
  dhsAskedOn: dateText,
  dhsAnswer: choice(["no_agreement", "has_agreement", "no_answer"]),
  dhsDetail: mediumText,
});
export type Contract = z.infer<typeof contractSchema>;

export const contractorsSchema = z.object({
  contractsAnswer: listedOrNone,
  contracts: rows(contractSchema, 1_000),
});
export type Contractors = z.infer<typeof contractorsSchema>;

export function emptyContractors(): Contractors {
  return contractorsSchema.parse({});
}
