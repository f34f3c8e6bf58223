"use client";

import { useEffect, useRef } from "react";
import { useFormContext } from "react-hook-form";

type Change = { readonly name?: string | undefined };

/**
 * Tells of every change of a value, by hand or by the program, with the field's name. Listens where the library's own
 * `watch` does, but without having the whole form copied at each key: with three hundred facilities that copy alone
 * would make typing slow.
 */
export function useFormChanges(onChange: (name: string) => void): void {
  const { control } = useFormContext();
  const listener = useRef(onChange);
  listener.current = onChange;
  useEffect(() => {
    const { unsubscribe } = control._subjects.state.subscribe({
      // Of what the form tells, changes of a value alone carry a kind of event or values.
      next: (change: Change) => {
        if ("type" in change || "values" in change) listener.current(change.name ?? "");
      },
    });
    return unsubscribe;
  }, [control]);
}
