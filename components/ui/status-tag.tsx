import clsx from "clsx";
import type { ReactNode } from "react";
import { type Tone, toneClasses, toneMarks } from "./tone";

/** A state in a word, with a shape beside it. */
export function StatusTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-1.5 whitespace-nowrap rounded-md border px-2 py-0.5 text-13 font-medium",
        toneClasses[tone],
      )}
    >
      <span aria-hidden="true">{toneMarks[tone]}</span>
      {children}
    </span>
  );
}
