import { Button } from "@/components/ui/button";
import { TabLinks } from "@/components/ui/tab-links";
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
      <TabLinks
        label="Filter the messages"
        tabs={[undefined, ...shownStatuses].map((status) => ({
          href: `${mailBase}${mailQuery({ q: view.q, ...(status && { status }) })}`,
          label: status ? statusLabels[status] : "All",
          count: status && countOf[status],
          isCurrent: view.status === status,
        }))}
      />
    </div>
  );
}
