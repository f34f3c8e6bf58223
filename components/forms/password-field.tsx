"use client";

import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { describedBy, Field, type FieldProps, useFieldError } from "./field";

/** A password that can be looked at while it is typed. Pasting is not hindered. */
export function PasswordField({
  autoComplete,
  ...field
}: FieldProps & { autoComplete: "new-password" | "current-password" }) {
  const { register } = useFormContext();
  const error = useFieldError(field.name);
  const [isShown, setIsShown] = useState(false);
  return (
    <Field {...field}>
      <div className="flex gap-2">
        <input
          id={field.name}
          type={isShown ? "text" : "password"}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(field.name, field.hint, error)}
          className="w-full min-w-0"
          {...register(field.name)}
        />
        <Button
          variant="secondary"
          className="w-20 shrink-0"
          aria-controls={field.name}
          onClick={() => setIsShown(!isShown)}
        >
          {isShown ? "Hide" : "Show"}
          <span className="sr-only"> what is typed as {field.label.toLowerCase()}</span>
        </Button>
      </div>
    </Field>
  );
}
