import { z } from "zod";
import { choice, dateText, longText, shortText } from "./fields";

export const legalReviewLabels = { reviewed: "Reviewed", not_yet: "Not yet reviewed" } as const;

export const certificationSchema = z.object({
  legalReview: choice(["reviewed", "not_yet"]),
  reviewedBy: shortText,
  reviewedOn: dateText,
  nextReviewOn: dateText,
  note: longText,
});
export type Certification = z.infer<typeof certificationSchema>;

export function emptyCertification(): Certification {
  return certificationSchema.parse({});
}
