"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { TextAreaField } from "@/components/forms/text-area-field";
import { focusFilled, ModelTextButton, ModelTextMark, useModelText } from "./model-text";

/** A long text that may begin from our suggestion. */
export function ModelTextArea({
  name,
  label,
  hint,
  modelText,
}: {
  name: string;
  label: string;
  hint: string;
  modelText: string;
}) {
  const { setValue } = useFormContext();
  const isEmpty = !useWatch({ name });
  const { isModelText, mark } = useModelText(name);
  const fill = () => {
    setValue(name, modelText, { shouldDirty: true, shouldValidate: true });
    mark(true);
    focusFilled(name);
  };
  return (
    <div className="flex flex-col gap-2">
      <ModelTextMark isModelText={isModelText && !isEmpty} onAdopt={() => mark(false)}>
        <TextAreaField name={name} label={label} hint={hint} rows={4} />
      </ModelTextMark>
      {isEmpty && (
        <div>
          <ModelTextButton about={label} onFill={fill} />
        </div>
      )}
    </div>
  );
}
