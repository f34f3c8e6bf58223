"use client";

import Link from "next/link";
import { useLiveFigures } from "./live-dashboard";

/** Under the dashboard's clock: the way to the extensions, and how many departments wait for an answer. */
export function ExtensionsLine({ href, waiting: drawn }: { href: string; waiting: number }) {
  const waiting = useLiveFigures()?.requests ?? drawn;
  const words =
    waiting === 1
      ? "1 department asks for more time"
      : `${waiting.toLocaleString("en-US")} departments ask for more time`;
  return (
    <p className="print-hidden text-14">
      <Link href={href} className="tabular inline-flex min-h-11 items-center sm:min-h-6">
        {waiting > 0 ? words : "Extensions given, and giving them"}
      </Link>
    </p>
  );
}
