import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { GivenExtensions } from "@/components/directives/given-extensions";
import { OpenRequests } from "@/components/directives/open-requests";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button";
import { Pagination } from "@/components/ui/pagination";
import { daysMoved } from "@/lib/features/directives/deadline";
import { loadExtensions } from "@/lib/features/directives/loaders";
import { isTidy, type Search } from "@/lib/kernel/tidy-query";

type Props = { params: Promise<{ directive: string }>; searchParams: Promise<Search> };

export const metadata: Metadata = { title: "Extensions" };

const queryOf = (page: number) => (page > 1 ? `?page=${page}` : "");

export default async function ExtensionsPage({ params, searchParams }: Props) {
  const { directive: code } = await params;
  const view = await loadExtensions({ directiveCode: code, search: searchParams });
  const { directive, page } = view;
  const { timeZone } = directive;
  const base = `/mayor/${directive.code}`;
  if (!isTidy(await searchParams, queryOf(page))) redirect(`${base}/extensions${queryOf(page)}`);
  return (
    <>
      <PageHeader
        back={{ href: base, label: "Compliance" }}
        title="Extensions"
        lead={`Who asks for more time under ${directive.title}, and who was given it. One body's deadline is extended on its own page.`}
        action={
          view.mayExtend && (
            <ButtonLink href={`${base}/extensions/several`}>Extend several deadlines</ButtonLink>
          )
        }
      />
      <section aria-labelledby="requests-heading" className="flex flex-col gap-3">
        <h2 id="requests-heading">Waiting for an answer</h2>
        <OpenRequests
          requests={view.requests}
          inAll={view.requestsInAll}
          base={base}
          timeZone={timeZone}
          mayAnswer={view.mayExtend}
        />
      </section>
      <section aria-labelledby="given-heading" className="flex flex-col gap-3">
        <h2 id="given-heading">
          Given so far
          {view.givenInAll > 0 && (
            <span className="tabular text-muted">, {view.givenInAll.toLocaleString("en-US")}</span>
          )}
        </h2>
        <GivenExtensions
          extensions={view.given.map((move) => ({
            ...move,
            days: daysMoved({ from: move.previousDueAt, to: move.dueAt, timeZone }),
          }))}
          base={base}
          timeZone={timeZone}
        />
        <Pagination
          page={page}
          pages={view.pages}
          hrefFor={(to) => `${base}/extensions${queryOf(to)}`}
          scroll={false}
        />
      </section>
    </>
  );
}
