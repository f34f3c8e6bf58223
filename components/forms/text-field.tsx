"use client";

import clsx from "clsx";
import { useFormContext } from "react-hook-form";
import { describedBy, Field, type FieldProps, useFieldError } from "./field";

type Width = "full" | "md" | "sm";
const widths: Readonly<Record<Width, string>> = {
  full: "w-full",
  md: "w-full max-w-xs",
  sm: "w-full max-w-40",
};

/** One line of text. Uncontrolled: nothing that happens around it moves the caret. */
export function TextField({
  width = "full",
  type = "text",
  inputMode,
  autoComplete = "off",
  list,
  ...field
}: FieldProps & {
  width?: Width;
  type?: "text" | "email" | "password" | "tel" | "date" | "datetime-local" | "time";
  inputMode?: "numeric" | "tel" | "email";
  autoComplete?: string;
  /** Id of a datalist with suggestions. */
  list?: string;
}) {
  const { register } = useFormContext();
  const error = useFieldError(field.name);
  return (
    <Field {...field}>
      <input
        id={field.name}
        type={type}
        inputMode={inputMode}
        autoComplete={autoComplete}
        list={list}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(field.name, field.hint, error)}
        className={clsx(widths[width])}
        {...register(field.name)}
      />
    </Field>
  );
}

export function DateField(field: FieldProps) {
  return <TextField {...field} type="date" width="sm" />;
}
