"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { v4 as newRowId } from "uuid";
import { RadioGroupField } from "@/components/forms/choice-fields";
import { RepeatingGroup } from "@/components/forms/repeating-group";
import { TextAreaField } from "@/components/forms/text-area-field";
import { TextField } from "@/components/forms/text-field";
import { modelSteps } from "@/lib/features/plans/model-text";
import {
  type Setting,
  type SettingName,
  type Step,
  settingLabels,
  settingNames,
} from "@/lib/features/plans/sections/protocols";
import { focusFilled, ModelTextButton, ModelTextMark } from "./model-text";

const newStep = (): Step => ({ id: newRowId(), action: "", role: "", words: "", modelText: false });

/** One of the seven settings, folded until it is wanted: whether it applies, and what is done in order. */
export function SettingFields({ setting }: { setting: SettingName }) {
  const path = `settings.${setting}`;
  const { setValue, getValues } = useFormContext();
  const value = useWatch({ name: path }) as Setting | undefined;
  const steps = value?.steps ?? [];
  const code = `PRO-${settingNames.indexOf(setting) + 1}`;
  const fill = () => {
    setValue(`${path}.applies`, "yes", { shouldDirty: true });
    setValue(
      `${path}.steps`,
      [...((getValues(`${path}.steps`) as Step[]) ?? []), ...modelSteps(setting, newRowId)],
      { shouldDirty: true },
    );
    focusFilled(`${path}.steps.0.action`);
  };
  return (
    <details className="group rounded-md border border-line bg-surface" id={path}>
      <summary className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2">
        <span className="min-w-0 font-medium">
          <span aria-hidden="true" className="mr-2 inline-block group-open:rotate-90">
            ▸
          </span>
          <span className="tabular mr-2 text-13 text-muted">{code}</span>
          {settingLabels[setting]}
        </span>
        <span className="text-14 text-muted">{settingState(value)}</span>
      </summary>
      <div className="flex flex-col gap-5 border-line border-t p-4">
        <RadioGroupField
          name={`${path}.applies`}
          label="Does this setting apply to the department?"
          options={[
            { value: "yes", label: "Yes" },
            { value: "no", label: "No" },
          ]}
          isInline
        />
        {value?.applies === "no" ? (
          <TextAreaField name={`${path}.reason`} label="Why it does not apply" rows={2} />
        ) : (
          <>
            <RepeatingGroup
              name={`${path}.steps`}
              label="Steps, in order"
              noun="step"
              titleOf={(step: Step, index) => step.action || `Step ${index + 1}`}
              createRow={newStep}
              areRowsOpen
            >
              {(step) => <StepFields path={step} />}
            </RepeatingGroup>
            {steps.length === 0 && (
              <div>
                <ModelTextButton about={settingLabels[setting]} onFill={fill} />
                <p className="mt-1 text-14 text-muted">
                  Our own suggestion, to be adapted to the department and confirmed with the City Attorney.
                </p>
              </div>
            )}
          </>
        )}
      </div>
    </details>
  );
}

function settingState(setting: Setting | undefined): string {
  if (setting?.applies === "no") return "Does not apply";
  const amount = setting?.steps?.length ?? 0;
  if (amount === 0) return "Nothing yet";
  const unadapted = setting?.steps.filter((step) => step.modelText).length ?? 0;
  const steps = `${amount} ${amount === 1 ? "step" : "steps"}`;
  return unadapted > 0 ? `${steps}, ${unadapted} still model text` : steps;
}

function StepFields({ path }: { path: string }) {
  const { setValue } = useFormContext();
  const isModelText = useWatch({ name: `${path}.modelText` }) === true;
  // A change by hand makes the words the department's own.
  const adopt = () => setValue(`${path}.modelText`, false, { shouldDirty: true });
  return (
    <ModelTextMark isModelText={isModelText} onAdopt={adopt}>
      <TextAreaField name={`${path}.action`} label="What is done" rows={2} />
      <TextField
        name={`${path}.role`}
        label="Who does it"
        hint="A post, as in Front desk or Shift supervisor."
        width="md"
      />
      <TextAreaField
        name={`${path}.words`}
        label="What is said"
        hint="Leave empty where nothing is said."
        rows={2}
      />
    </ModelTextMark>
  );
}
