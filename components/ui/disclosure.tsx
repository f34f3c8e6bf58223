import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** Something that folds away under a line of words. */
export function Disclosure({
  summary,
  className,
  children,
}: {
  summary: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <details className={clsx("group", className)}>
      <summary className="flex min-h-11 w-fit list-none items-center gap-1 text-14 text-action underline underline-offset-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="print-hidden size-4 shrink-0 transition-transform duration-150 group-open:rotate-90"
        />
        {summary}
      </summary>
      {children}
    </details>
  );
}
