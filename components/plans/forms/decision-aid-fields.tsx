"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { optionsOf, SelectField } from "@/components/forms/choice-fields";
import { TextAreaField } from "@/components/forms/text-area-field";
import { modelDecisionAid } from "@/lib/features/plans/model-text";
import {
  type PaperInstruction,
  paperAnswerLabels,
  paperLabels,
  paperNames,
} from "@/lib/features/plans/sections/protocols";
import { focusFilled, ModelTextButton, ModelTextMark, useModelText } from "./model-text";

const answers = optionsOf(paperAnswerLabels);

/** What staff do with each paper: judicial ones told apart from administrative ones. */
export function DecisionAidFields() {
  const { setValue } = useFormContext();
  const aid = useWatch({ name: "decisionAid" }) as Record<string, PaperInstruction> | undefined;
  const isEmpty = paperNames.every((paper) => !aid?.[paper]?.answer && !aid?.[paper]?.text);
  const { isModelText, mark } = useModelText("decisionAid");
  const fill = () => {
    for (const paper of paperNames)
      setValue(`decisionAid.${paper}`, modelDecisionAid[paper], { shouldDirty: true });
    mark(true);
    focusFilled(`decisionAid.${paperNames[0]}.answer`);
  };
  return (
    <fieldset id="decisionAid" tabIndex={-1} className="flex flex-col gap-3">
      <legend className="mb-2 font-semibold text-18">Document decision aid</legend>
      <p className="text-14 text-muted">
        A judicial warrant is signed by a judge or magistrate of a court. A paper signed by an officer of an
        agency, or by an immigration judge, opens no non-public area. Confirm with the City Attorney.
      </p>
      {isEmpty && (
        <div>
          <ModelTextButton about="the decision aid" onFill={fill} />
        </div>
      )}
      <ModelTextMark isModelText={isModelText} onAdopt={() => mark(false)}>
        {paperNames.map((paper) => {
          const { form, title, isJudicial } = paperLabels[paper];
          return (
            <div key={paper} className="flex flex-col gap-3 rounded-md border border-line bg-surface p-4">
              <p className="flex flex-wrap items-baseline gap-x-3 font-medium">
                <span className="tabular">{form}</span> {title}
                <span className="text-13 text-muted">
                  {isJudicial ? "Signed by a judge" : "Administrative"}
                </span>
              </p>
              <SelectField
                name={`decisionAid.${paper}.answer`}
                label={`What ${form} does`}
                options={answers}
              />
              <TextAreaField
                name={`decisionAid.${paper}.text`}
                label={`What staff do with ${form}`}
                rows={2}
              />
            </div>
          );
        })}
      </ModelTextMark>
    </fieldset>
  );
}
