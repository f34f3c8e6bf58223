"use client";

import { useFormContext } from "react-hook-form";
import { describedBy, Field, type FieldProps, useFieldError } from "./field";

export function TextAreaField({ rows = 4, ...field }: FieldProps & { rows?: number }) {
  const { register } = useFormContext();
  const error = useFieldError(field.name);
  return (
    <Field {...field}>
      <textarea
        id={field.name}
        rows={rows}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(field.name, field.hint, error)}
        className="w-full"
        {...register(field.name)}
      />
    </Field>
  );
}
