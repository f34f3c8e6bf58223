import clsx from "clsx";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { statusLabels } from "@/lib/features/mail/messages";
import { type MailView, mailQuery, shownStatuses } from "@/lib/features/mail/schema";
import type { MailStanding, ShownStatus } from "@/lib/features/mail/types";
import { mailBase } from "./mail-tabs";

/** Search and filter of the delivery log: all of it stands in the address, so that a view can be shared. */
export function MessageSearch({ view, counts }: { view: MailView; counts: MailStanding["counts"] }) {
  const countOf: Partial<Record<ShownStatus, number>> = {
    queued: counts.queued,
    given_up: counts.givenUp,
    refused: counts.refused,
    kept: counts.kept,
  };
  return (
    <div className="print-hidden flex flex-col gap-4">
      <form
        action={mailBase}
        method="get"
        aria-label="Find a message"
        className="flex max-w-[36rem] items-end gap-3"
      >
        <label className="flex min-w-0 flex-1 flex-col gap-1 text-14">
          Person, address or department
          <input type="search" name="q" defaultValue={view.q} autoComplete="off" className="w-full" />
        </label>
        {view.status && <input type="hidden" name="status" value={view.status} />}
        <Button type="submit">Search</Button>
      </form>
      <nav aria-label="Filter the messages">
        <ul className="flex flex-wrap gap-2">
          {[undefined, ...shownStatuses].map((status) => {
            const isCurrent = view.status === status;
            const count = status && countOf[status];
            return (
              <li key={status ?? "all"}>
                <Link
                  href={`${mailBase}${mailQuery({ q: view.q, ...(status && { status }) })}`}
                  prefetch={false}
                  aria-current={isCurrent ? "true" : undefined}
                  className={clsx(
                    "tabular inline-flex min-h-11 items-center gap-2 rounded-md border px-3 text-14 no-underline",
                    isCurrent
                      ? "border-action bg-action font-medium text-on-action hover:text-on-action"
                      : "border-line bg-surface text-ink hover:bg-sunken hover:text-ink",
                  )}
                >
                  {status ? statusLabels[status] : "All"}
                  {count !== undefined && (
                    <span className={isCurrent ? "" : "text-muted"}>{count.toLocaleString("en-US")}</span>
                  )}
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
    </div>
  );
}
