"use client";

import { useWatch } from "react-hook-form";
import { v4 as newRowId } from "uuid";
import { CheckboxGroupField, optionsOf, RadioGroupField } from "@/components/forms/choice-fields";
import { RepeatingGroup } from "@/components/forms/repeating-group";
import { TextAreaField } from "@/components/forms/text-area-field";
import { TextField } from "@/components/forms/text-field";
import { heldDataLabels, type RecordSystem } from "@/lib/features/plans/sections/records";

const newSystem = (): RecordSystem => ({ id: newRowId(), name: "", holds: [], ground: "" });

export function RecordsForm() {
  const answer: unknown = useWatch({ name: "systemsAnswer" });
  return (
    <>
      <RadioGroupField
        name="systemsAnswer"
        label="Does any system of the department hold immigration status or birthplace?"
        hint="Only where a City service or the person's own case needs it. Name the system, never a person."
        options={[
          { value: "listed", label: "Yes, listed below" },
          { value: "none", label: "None" },
        ]}
        isInline
      />
      {answer === "listed" && (
        <RepeatingGroup
          name="systems"
          label="Systems"
          noun="system"
          titleOf={(system: RecordSystem, index) => system.name?.trim() || `System ${index + 1}`}
          createRow={newSystem}
        >
          {(path) => (
            <>
              <TextField name={`${path}.name`} label="System" />
              <CheckboxGroupField
                name={`${path}.holds`}
                label="Holds"
                options={optionsOf(heldDataLabels)}
                isInline
              />
              <TextAreaField
                name={`${path}.ground`}
                label="Ground"
                hint="The service or the case that needs it."
                rows={2}
              />
            </>
          )}
        </RepeatingGroup>
      )}
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-2 font-semibold text-18">Requests, subpoenas and warrants for records</legend>
        <TextField
          name="routedBy"
          label="Who receives and routes them"
          hint="A post, as in Custodian of records."
        />
        <TextField name="counsel" label="Counsel who sees them before anything is released" />
        <TextAreaField
          name="routingDetail"
          label="How they travel"
          hint="By which way, how fast, and who answers meanwhile."
          rows={3}
        />
      </fieldset>
    </>
  );
}
