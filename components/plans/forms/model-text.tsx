"use client";

import { type ReactNode, useCallback } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";

const listName = "modelTexts";

/** Fills in our own suggestion, which stays marked as one until somebody adapts it. */
export function ModelTextButton({ about, onFill }: { about: string; onFill: () => void }) {
  return (
    <Button variant="secondary" size="sm" onClick={onFill}>
      Start from model text<span className="sr-only"> for {about}</span>
    </Button>
  );
}

/** Whether the named text of this section is still our suggestion, and how it becomes one or stops being it. */
export function useModelText(name: string) {
  const { getValues, setValue } = useFormContext();
  const marked: unknown = useWatch({ name: listName });
  const isModelText = Array.isArray(marked) && marked.includes(name);
  const mark = useCallback(
    (isMarked: boolean) => {
      const others = ((getValues(listName) ?? []) as string[]).filter((one) => one !== name);
      setValue(listName, isMarked ? [...others, name] : others, { shouldDirty: true });
    },
    [getValues, setValue, name],
  );
  return { isModelText, mark };
}

/** A part of the form whose words may be our suggestion: says so, until a change by hand or a word makes them the department's own. */
export function ModelTextMark({
  isModelText,
  onAdopt,
  children,
}: {
  isModelText: boolean;
  onAdopt: () => void;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-col gap-4" onInput={() => isModelText && onAdopt()}>
      {isModelText && (
        <p className="flex flex-wrap items-center gap-x-2 rounded-md bg-waiting-bg px-3 py-2 text-14 text-waiting">
          Model text: adapt it to the department.
          <button
            type="button"
            onClick={onAdopt}
            className="min-h-6 cursor-pointer underline underline-offset-2 max-sm:min-h-11"
          >
            It fits as it is
          </button>
        </p>
      )}
      {children}
    </div>
  );
}

/** Puts the focus where the filled-in words are: the button that filled them goes away. */
export function focusFilled(name: string): void {
  requestAnimationFrame(() => document.getElementById(name)?.focus());
}
