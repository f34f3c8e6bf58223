"use client";

import { useRef, useState } from "react";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import type { Result } from "@/lib/kernel/result";

type Problem = { readonly href: string; readonly message: string };
type Answer<T, Details> = Result<T, string, Details>;

/**
 * Sends a form's values to an action once at a time and turns a refusal into lines for the error summary and errors
 * beside the fields. What was typed is never touched. A lost connection is one more refusal.
 */
export function useAnswer<Values extends FieldValues, Output extends FieldValues>(
  form: UseFormReturn<Values, unknown, Output>,
  fields: readonly Path<Values>[],
  /** The words for a refusal that names no field. */
  wordsOf: (error: { code: string; details?: unknown }) => string,
) {
  const [refusal, setRefusal] = useState("");
  const isSending = useRef(false);
  const { errors } = form.formState;

  const send = async <T, Details>(
    action: () => Promise<Answer<T, Details>>,
  ): Promise<Answer<T, Details> | null> => {
    if (isSending.current) return null;
    isSending.current = true;
    setRefusal("");
    const answer = await action().catch(
      (): Answer<T, Details> => ({ ok: false, error: { code: "NO_CONNECTION" } }),
    );
    isSending.current = false;
    if (!answer.ok) {
      const own = fields.filter((field) => answer.error.fieldErrors?.[field]);
      for (const field of own) form.setError(field, { message: answer.error.fieldErrors?.[field] ?? "" });
      if (own.length === 0) setRefusal(wordsOf(answer.error));
    }
    return answer;
  };

  const problems: Problem[] = [
    ...(refusal ? [{ href: `#${fields[0]}`, message: refusal }] : []),
    ...fields.flatMap((field) => {
      const message: unknown = errors[field]?.message;
      return typeof message === "string" && message ? [{ href: `#${field}`, message }] : [];
    }),
  ];
  return { send, problems, forget: () => setRefusal("") };
}
