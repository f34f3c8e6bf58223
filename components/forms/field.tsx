"use client";

import type { ReactNode } from "react";
import { get, useFormContext, useFormState } from "react-hook-form";
import { FieldNotes } from "./field-notes";

export type FieldProps = { name: string; label: string; hint?: ReactNode };

export function useFieldError(name: string): string | undefined {
  const { control } = useFormContext();
  const { errors } = useFormState({ control, name });
  const message: unknown = get(errors, `${name}.message`);
  return typeof message === "string" ? message : undefined;
}

export function describedBy(name: string, hint: ReactNode, error: string | undefined): string | undefined {
  const ids = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

/** Label above, hint under it, error under the hint, then the control. The control's id is the field's name. */
export function Field({ name, label, hint, children }: FieldProps & { children: ReactNode }) {
  const error = useFieldError(name);
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={name} className="font-medium">
        {label}
      </label>
      <Below name={name} hint={hint} error={error} />
      {children}
      <FieldNotes name={name} />
    </div>
  );
}

/** A group of controls under one legend. */
export function FieldGroup({ name, label, hint, children }: FieldProps & { children: ReactNode }) {
  const error = useFieldError(name);
  return (
    <fieldset
      id={name}
      tabIndex={-1}
      className="flex min-w-0 flex-col gap-2 wrap-anywhere"
      aria-describedby={describedBy(name, hint, error)}
    >
      <legend className="mb-1 font-medium">{label}</legend>
      <Below name={name} hint={hint} error={error} />
      {children}
    </fieldset>
  );
}

function Below({ name, hint, error }: { name: string; hint: ReactNode; error: string | undefined }) {
  return (
    <>
      {hint && (
        <span id={`${name}-hint`} className="text-14 text-muted">
          {hint}
        </span>
      )}
      {error && (
        <span id={`${name}-error`} className="font-medium text-14 text-late">
          {error}
        </span>
      )}
    </>
  );
}
