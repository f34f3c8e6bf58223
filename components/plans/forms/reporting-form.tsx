"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { v4 as newRowId } from "uuid";
import { RepeatingGroup } from "@/components/forms/repeating-group";
import { TextAreaField } from "@/components/forms/text-area-field";
import { TextField } from "@/components/forms/text-field";
import { modelReporting } from "@/lib/features/plans/model-text";
import type { ReportingStep } from "@/lib/features/plans/sections/reporting";
import { ModelTextButton } from "./model-text-button";

const newStep = (): ReportingStep => ({ id: newRowId(), text: "" });

export function ReportingForm() {
  return (
    <>
      <Steps name="reachSteps" label="How any employee or contractor reaches the liaison" />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="daytimePhone" label="Number in working hours" type="tel" inputMode="tel" />
        <TextField name="afterHoursPhone" label="Number after hours" type="tel" inputMode="tel" />
      </div>
      <Steps name="officeSteps" label="How the liaison reports to the Mayor's Office" />
      <TextField
        name="targetMinutes"
        label="Target, in minutes"
        hint="From the first call to the report at the Mayor's Office."
        inputMode="numeric"
        width="sm"
      />
      <ReportingText name="recorded" label="What is recorded" />
      <ReportingText name="neverAsked" label="What is never asked or written down" />
    </>
  );
}

function Steps({ name, label }: { name: string; label: string }) {
  return (
    <RepeatingGroup
      name={name}
      label={label}
      noun="step"
      titleOf={(step: ReportingStep, index) => step.text || `Step ${index + 1}`}
      createRow={newStep}
      areRowsOpen
    >
      {(path) => <TextAreaField name={`${path}.text`} label="What is done" rows={2} />}
    </RepeatingGroup>
  );
}

function ReportingText({ name, label }: { name: keyof typeof modelReporting; label: string }) {
  const { setValue } = useFormContext();
  const isEmpty = !useWatch({ name });
  return (
    <div className="flex flex-col gap-2">
      <TextAreaField name={name} label={label} rows={3} />
      {isEmpty && (
        <div>
          <ModelTextButton
            about={label}
            onFill={() => setValue(name, modelReporting[name], { shouldDirty: true })}
          />
        </div>
      )}
    </div>
  );
}
