import Link from "next/link";
import type { ReactNode } from "react";

/** The page's one heading, what it is about, and its main action. */
export function PageHeader({
  title,
  lead,
  action,
  back,
}: {
  title: string;
  lead?: ReactNode;
  action?: ReactNode;
  back?: { href: string; label: string };
}) {
  // To a place within a page by the browser itself: of a page that was loaded at that place, the router writes the
  // place twice into the address, and finds it no more.
  const Back = back?.href.includes("#") ? "a" : Link;
  return (
    <header className="flex flex-col gap-2">
      {back && (
        <p className="print-hidden text-14">
          <Back href={back.href} className="inline-flex min-h-11 items-center md:min-h-6">
            <span aria-hidden="true">←&nbsp;</span>
            {back.label}
          </Back>
        </p>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <h1 className="min-w-0">{title}</h1>
        {action}
      </div>
      {lead && <div className="prose-measure text-pretty text-muted">{lead}</div>}
    </header>
  );
}
