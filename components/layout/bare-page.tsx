import type { ReactNode } from "react";

/** The frame of a page outside the workspace: whose portal this is, and one narrow column. */
export function BarePage({ children }: { children: ReactNode }) {
  return (
    <main id="main" className="mx-auto flex w-full max-w-xl flex-1 flex-col gap-8 px-4 py-12 sm:py-16">
      <p className="font-semibold text-14 text-muted">City of Los Angeles · Directive 12 portal</p>
      {children}
    </main>
  );
}
