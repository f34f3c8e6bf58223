"use client";

import clsx from "clsx";
import { useFormContext } from "react-hook-form";
import { describedBy, Field, FieldGroup, type FieldProps, useFieldError } from "./field";

export type Option = { readonly value: string; readonly label: string };

export const optionsOf = (labels: Readonly<Record<string, string>>): Option[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

export function SelectField({
  options,
  emptyLabel = "Choose",
  ...field
}: FieldProps & { options: readonly Option[]; emptyLabel?: string }) {
  const { register } = useFormContext();
  const error = useFieldError(field.name);
  return (
    <Field {...field}>
      <select
        id={field.name}
        className="w-full max-w-md"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(field.name, field.hint, error)}
        {...register(field.name)}
      >
        <option value="">{emptyLabel}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

function Choices({
  name,
  type,
  options,
  isInline,
}: {
  name: string;
  type: "radio" | "checkbox";
  options: readonly Option[];
  isInline: boolean;
}) {
  const { register } = useFormContext();
  return (
    <div className={clsx("flex gap-x-6", isInline ? "flex-row flex-wrap" : "flex-col")}>
      {options.map((option) => (
        <label key={option.value} className="flex min-h-11 cursor-pointer items-center gap-3 sm:min-h-9">
          <input type={type} value={option.value} {...register(name)} />
          {option.label}
        </label>
      ))}
    </div>
  );
}

export function RadioGroupField({
  options,
  isInline = false,
  ...field
}: FieldProps & { options: readonly Option[]; isInline?: boolean }) {
  return (
    <FieldGroup {...field}>
      <Choices name={field.name} type="radio" options={options} isInline={isInline} />
    </FieldGroup>
  );
}

export function CheckboxGroupField({
  options,
  isInline = false,
  ...field
}: FieldProps & { options: readonly Option[]; isInline?: boolean }) {
  return (
    <FieldGroup {...field}>
      <Choices name={field.name} type="checkbox" options={options} isInline={isInline} />
    </FieldGroup>
  );
}
