"use client";

import { useMemo } from "react";
import type { FieldNote } from "@/components/forms/field-notes";
import { Button } from "@/components/ui/button";
import type { RedFlag } from "@/lib/features/plans/red-flags";
import { formNameOf } from "./field-address";
import type { SensitiveField } from "./use-judgement";

/**
 * The warnings that stand at their fields: text that must not be kept here, which waits for its writer's word, and
 * clauses that a reviewer will question. The same map as before while they are the same, so that typing draws no
 * field anew.
 */
export function useFieldNotes(options: {
  content: unknown;
  sensitive: readonly SensitiveField[];
  redFlags: readonly RedFlag[];
  onConfirm: (field: SensitiveField) => void;
}): ReadonlyMap<string, readonly FieldNote[]> {
  const { content, sensitive, redFlags, onConfirm } = options;
  const key = JSON.stringify([
    sensitive.map((one) => [formNameOf(one.path, content), one.match]),
    redFlags.map((flag) => [formNameOf(flag.path, content), flag.kind]),
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that the map depends on.
  return useMemo(() => {
    const notes = new Map<string, FieldNote[]>();
    const add = (path: string, note: FieldNote) => {
      const name = formNameOf(path, content);
      notes.set(name, [...(notes.get(name) ?? []), note]);
    };
    for (const field of sensitive) {
      add(field.path, {
        key: `sensitive ${field.match}`,
        tone: "late",
        title: "This is not saved yet: it looks like something that is never kept here",
        body: (
          <>
            <p>
              “{field.match}”: {field.why}
            </p>
            <p>
              <Button variant="secondary" size="sm" onClick={() => onConfirm(field)}>
                It is none of these: save it
              </Button>
            </p>
          </>
        ),
      });
    }
    for (const flag of redFlags) add(flag.path, { key: flag.kind, tone: "attention", title: flag.why });
    return notes;
  }, [key, onConfirm]);
}
