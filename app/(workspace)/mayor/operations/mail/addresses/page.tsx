import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { MailTabs, mailBase } from "@/components/mail/mail-tabs";
import { UnreachableList } from "@/components/mail/unreachable-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { loadUnreachable } from "@/lib/features/mail/loaders";
import type { Search } from "@/lib/kernel/tidy-query";

type Props = { searchParams: Promise<Search> };

export const metadata: Metadata = { title: "Addresses that cannot be reached" };

export default async function AddressesPage({ searchParams }: Props) {
  const { standing, page, pages, lines, maySendAnew } = await loadUnreachable(searchParams);
  return (
    <>
      <PageHeader
        title="Addresses that cannot be reached"
        lead="Their mail server refused for good what was sent. Until that is mended, these people read in the portal only what concerns them."
        back={{ href: "/mayor/operations", label: "Operations" }}
      />
      <MailTabs current="addresses" standing={standing} />
      {lines.length === 0 ? (
        <EmptyState title="Every address takes its mail">
          An address stands here from its first refusal until something is taken there again.
        </EmptyState>
      ) : (
        <section aria-labelledby="addresses-heading" className="flex flex-col gap-4">
          <h2 id="addresses-heading" className="text-18">
            {standing.unreachable === 1
              ? "1 person cannot be reached"
              : `${standing.unreachable.toLocaleString("en-US")} people cannot be reached`}
          </h2>
          <UnreachableList lines={lines} maySendAnew={maySendAnew} />
          <Pagination page={page} pages={pages} hrefFor={(to) => `${mailBase}/addresses?page=${to}`} />
        </section>
      )}
    </>
  );
}
