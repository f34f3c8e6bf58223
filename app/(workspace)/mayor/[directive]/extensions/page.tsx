import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ExtendSeveralForm } from "@/components/directives/extend-several-form";
import { GivenExtensions } from "@/components/directives/given-extensions";
import { OpenRequests } from "@/components/directives/open-requests";
import { PageHeader } from "@/components/layout/page-header";
import { Pagination } from "@/components/ui/pagination";
import { daysMoved } from "@/lib/features/directives/deadline";
import { loadExtensions } from "@/lib/features/directives/loaders";
import { extensionsQuery } from "@/lib/features/directives/schema";
import { formatShortDate } from "@/lib/kernel/format-date";
import { isTidy, type Search } from "@/lib/kernel/tidy-query";

type Props = { params: Promise<{ directive: string }>; searchParams: Promise<Search> };

export const metadata: Metadata = { title: "Extensions" };

export default async function ExtensionsPage({ params, searchParams }: Props) {
  const { directive: code } = await params;
  const page = await loadExtensions({ directiveCode: code, search: searchParams });
  const { directive, view, owing } = page;
  const { timeZone } = directive;
  const base = `/mayor/${directive.code}`;
  const query = extensionsQuery(view);
  if (!isTidy(await searchParams, query)) redirect(`${base}/extensions${query}`);
  return (
    <>
      <PageHeader
        back={{ href: base, label: "Compliance" }}
        title="Extensions"
        lead={`Who asks for more time under ${directive.title}, and who was given it.`}
      />
      <section aria-labelledby="requests-heading" className="flex flex-col gap-3">
        <h2 id="requests-heading">Waiting for an answer</h2>
        <OpenRequests
          requests={page.requests}
          inAll={page.requestsInAll}
          base={base}
          timeZone={timeZone}
          mayAnswer={page.mayExtend}
        />
      </section>
      {page.mayExtend && (
        <section aria-labelledby="extend-heading" className="print-hidden flex flex-col gap-3">
          <h2 id="extend-heading">Extend several deadlines at once</h2>
          <ExtendSeveralForm
            directiveCode={directive.code}
            timeZone={timeZone}
            base={`${base}/extensions`}
            view={view}
            bodies={owing.bodies.map(({ code, name, dueAt }) => ({
              code,
              name,
              dueAt,
              dueText: lastDay(dueAt, timeZone),
            }))}
            total={owing.total}
            pages={owing.pages}
          />
        </section>
      )}
      <section aria-labelledby="given-heading" className="flex flex-col gap-3">
        <h2 id="given-heading">
          Given so far
          {page.givenInAll > 0 && (
            <span className="tabular text-muted">, {page.givenInAll.toLocaleString("en-US")}</span>
          )}
        </h2>
        <GivenExtensions
          extensions={page.given.map((move) => ({
            ...move,
            days: daysMoved({ from: move.previousDueAt, to: move.dueAt, timeZone }),
          }))}
          base={base}
          timeZone={timeZone}
        />
        <Pagination
          label="Pages of extensions"
          page={view.given}
          pages={page.givenPages}
          hrefFor={(given) => `${base}/extensions${extensionsQuery({ ...view, given })}`}
          scroll={false}
        />
      </section>
    </>
  );
}

/** The day that a due instant ends: "Jul 25, 2025". */
const lastDay = (dueAt: string, timeZone: string) =>
  formatShortDate(new Date(Date.parse(dueAt) - 1), timeZone);
