"use client";

import { useWatch } from "react-hook-form";
import { optionsOf, RadioGroupField } from "@/components/forms/choice-fields";
import { TextAreaField } from "@/components/forms/text-area-field";
import { DateField, TextField } from "@/components/forms/text-field";
import { legalReviewLabels } from "@/lib/features/plans/sections/certification";

export function CertificationForm() {
  const review: unknown = useWatch({ name: "legalReview" });
  return (
    <>
      <RadioGroupField
        name="legalReview"
        label="Legal review"
        hint="The plan may be filed before counsel has reviewed it; say which it is."
        options={optionsOf(legalReviewLabels)}
      />
      {review === "reviewed" && (
        <>
          <TextField name="reviewedBy" label="Reviewed by" hint="Name and office of the reviewer." />
          <DateField name="reviewedOn" label="Reviewed on" />
        </>
      )}
      <DateField
        name="nextReviewOn"
        label="Next review of this plan"
        hint="Within twelve months from today."
      />
      <TextAreaField
        name="note"
        label="Note to the department head"
        hint="Read beside the plan before it is signed."
        rows={3}
      />
    </>
  );
}
