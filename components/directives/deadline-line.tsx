import Link from "next/link";
import { formatDeadline } from "@/lib/kernel/format-date";

/** Under the clock of a department's plan: the way to the deadline's arithmetic and to more time. */
export function DeadlineLine({
  href,
  openRequest,
}: {
  href: string;
  openRequest: { readonly requestedDueAt: string } | null;
}) {
  return (
    <p className="print-hidden text-14">
      {openRequest && (
        <>More time is asked for, until {formatDeadline(openRequest.requestedDueAt)}; no answer yet. </>
      )}
      <Link href={href} className="inline-flex min-h-11 items-center sm:min-h-6">
        {openRequest
          ? "The request and the deadline"
          : "How the deadline came about, and asking for more time"}
      </Link>
    </p>
  );
}
