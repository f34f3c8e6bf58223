"use client";

import { v4 as newRowId } from "uuid";
import { RepeatingGroup } from "@/components/forms/repeating-group";
import { TextAreaField } from "@/components/forms/text-area-field";
import { TextField } from "@/components/forms/text-field";
import { modelReporting } from "@/lib/features/plans/model-text";
import type { ReportingStep } from "@/lib/features/plans/sections/reporting";
import { ModelTextArea } from "./model-text-area";

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
      <ModelTextArea
        name="recorded"
        label="What is recorded"
        hint="About the encounter, not about the people in it."
        modelText={modelReporting.recorded}
      />
      <ModelTextArea
        name="neverAsked"
        label="What is never asked or written down"
        hint="Immigration status, nationality, birthplace, A-number, names of community members."
        modelText={modelReporting.neverAsked}
      />
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
