import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { DirectoryTabs } from "@/components/directory/directory-tabs";
import { PageHeader } from "@/components/layout/page-header";
import { DirectoryList } from "@/components/liaisons/directory-list";
import { DirectorySearch } from "@/components/liaisons/directory-search";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { PrintButton } from "@/components/ui/print-button";
import { loadDirectory } from "@/lib/features/liaisons/loaders";
import { gapSentence, invitedSentence, viewSentence } from "@/lib/features/liaisons/messages";
import { directoryQuery } from "@/lib/features/liaisons/schema";
import { isTidy } from "@/lib/kernel/tidy-query";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Liaisons" };

export default async function DirectoryPage({ searchParams }: Props) {
  const { view, counts, lines, total, pages } = await loadDirectory(searchParams);
  if (!isTidy(await searchParams, directoryQuery(view))) redirect(`/mayor/liaisons${directoryQuery(view)}`);
  const isNarrowed = view.q !== "" || view.show !== undefined;
  return (
    <>
      <PageHeader
        title="Liaisons"
        lead="Whom to call in every department, with who changed the entry last."
        action={<PrintButton>Print</PrintButton>}
      />
      <DirectoryTabs current="directory" />
      <div>
        <p className="font-semibold text-18">{gapSentence(counts)}</p>
        <p className="text-14 text-muted">{invitedSentence(counts)}</p>
      </div>
      <DirectorySearch view={view} counts={counts} />
      {lines.length === 0 ? (
        <EmptyState title={counts.departments === 0 ? "There are no departments yet" : "No department fits"}>
          {isNarrowed || view.page > 1 ? (
            <Link href="/mayor/liaisons" className="inline-flex min-h-11 items-center">
              Show all departments
            </Link>
          ) : (
            "Each department stands here with its liaison and alternate once it is named."
          )}
        </EmptyState>
      ) : (
        <section aria-labelledby="directory-heading" className="flex flex-col gap-4">
          <h2 id="directory-heading" className="text-18">
            {viewSentence(view, total)}
          </h2>
          <DirectoryList lines={lines} />
          <Pagination
            page={view.page}
            pages={pages}
            hrefFor={(page) => `/mayor/liaisons${directoryQuery({ ...view, page })}`}
          />
        </section>
      )}
    </>
  );
}
