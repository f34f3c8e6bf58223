import clsx from "clsx";
import type { ReactNode } from "react";
import { type Tone, toneClasses } from "./tone";

/** Something to know before going on. `role="alert"` only where it appears by itself. */
export function Notice({
  tone = "neutral",
  title,
  role,
  children,
}: {
  tone?: Tone;
  title?: ReactNode;
  role?: "alert" | "status";
  children?: ReactNode;
}) {
  return (
    <div role={role} className={clsx("rounded-md border border-l-4 p-4", toneClasses[tone])}>
      {title && <p className="font-semibold">{title}</p>}
      {children && <div className="mt-1 flex flex-col gap-2 text-ink">{children}</div>}
    </div>
  );
}
