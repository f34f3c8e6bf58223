import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ExtendSeveralForm } from "@/components/directives/extend-several-form";
import { PageHeader } from "@/components/layout/page-header";
import { loadBodiesToExtend } from "@/lib/features/directives/loaders";
import { owingQuery } from "@/lib/features/directives/schema";
import { formatShortDate } from "@/lib/kernel/format-date";
import { isTidy, type Search } from "@/lib/kernel/tidy-query";

type Props = { params: Promise<{ directive: string }>; searchParams: Promise<Search> };

export const metadata: Metadata = { title: "Extend several deadlines" };

export default async function ExtendSeveralPage({ params, searchParams }: Props) {
  const { directive: code } = await params;
  const { directive, view, owing } = await loadBodiesToExtend({ directiveCode: code, search: searchParams });
  const { timeZone } = directive;
  const extensions = `/mayor/${directive.code}/extensions`;
  const base = `${extensions}/several`;
  if (!isTidy(await searchParams, owingQuery(view))) redirect(`${base}${owingQuery(view)}`);
  return (
    <>
      <PageHeader
        back={{ href: extensions, label: "Extensions" }}
        title="Extend several deadlines"
        lead={`Bodies that owe their plan under ${directive.title}, all to the same day and for the same reason: all of them, or none.`}
      />
      <ExtendSeveralForm
        directiveCode={directive.code}
        timeZone={timeZone}
        base={base}
        view={view}
        bodies={owing.bodies.map(({ code, name, dueAt }) => ({
          code,
          name,
          dueAt,
          dueText: formatShortDate(new Date(Date.parse(dueAt) - 1), timeZone),
        }))}
        total={owing.total}
        pages={owing.pages}
      />
    </>
  );
}
