"use client";

import { useEffect, useState } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { z } from "zod";

const detailsSchema = z.object({
  phone: z.string(),
  email: z.string(),
  hours: z.string(),
  languages: z.array(z.string()),
});
const keptSchema = z.object({ revision: z.number(), base: detailsSchema, typed: detailsSchema });
type Kept = z.infer<typeof keptSchema>;

/**
 * Keeps contact details that are typed and not saved while the tab lives, and puts them back into the form when it
 * opens again: `onRestored` is told from which details they began. One key a person, so that nobody else who signs in
 * in the same tab is shown them; signing out removes them.
 */
export function useKeptContact<Values extends FieldValues & Pick<Kept, "revision">, Output>(options: {
  personId: string;
  designationId: string;
  form: UseFormReturn<Values, unknown, Output>;
  base: unknown;
  onRestored: (kept: Kept) => void;
}): { isRestored: boolean; drop: () => void } {
  const { form, base, onRestored } = options;
  const key = `portal.contact.${options.personId}.${options.designationId}`;
  const [isRestored, setIsRestored] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was kept is put back once, when the form opens.
  useEffect(() => {
    const kept = findKept(key);
    if (!kept) return;
    onRestored(kept);
    setIsRestored(true);
  }, []);

  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          const { revision } = values;
          const typed = detailsSchema.safeParse(values).data;
          const from = detailsSchema.safeParse(base).data;
          if (!typed || !from) return;
          if (JSON.stringify(typed) === JSON.stringify(from)) window.sessionStorage.removeItem(key);
          else keep(key, { revision, base: from, typed });
        },
      }),
    [form, base, key],
  );

  const drop = () => {
    window.sessionStorage.removeItem(key);
    setIsRestored(false);
  };
  return { isRestored, drop };
}

function keep(key: string, kept: Kept): void {
  try {
    window.sessionStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // The storage is full or forbidden: what was typed is still on the page.
  }
}

function findKept(key: string): Kept | null {
  try {
    return keptSchema.parse(JSON.parse(window.sessionStorage.getItem(key) ?? "null"));
  } catch {
    return null;
  }
}
