import type { Metadata } from "next";
import { CallsNow } from "@/components/coverage/calls-now";
import { CoverageList } from "@/components/coverage/coverage-list";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { OutcomeNotice } from "@/components/ui/outcome-notice";
import { loadCoverage } from "@/lib/features/coverage/loaders";
import { coverageOutcome } from "@/lib/features/coverage/messages";
import type { Search } from "@/lib/kernel/tidy-query";

type Props = { params: Promise<{ code: string }>; searchParams: Promise<Search> };

export const metadata: Metadata = { title: "Who answers when" };

export default async function CoveragePage({ params, searchParams }: Props) {
  const [{ code }, { done }] = await Promise.all([params, searchParams]);
  const page = await loadCoverage(code);
  const liaison = `/department/${page.department.code}/liaison`;
  const base = `${liaison}/coverage`;
  const outcome = coverageOutcome(done);
  const list = { names: page.names, base, code: page.department.code };
  return (
    <>
      <PageHeader
        title="Who answers when"
        lead={`Absences in ${page.department.name}, and who answers instead. Calls follow at the minute.`}
        back={{ href: liaison, label: "Liaison" }}
      />
      {outcome && (
        <OutcomeNotice key={String(done)} title={outcome.title}>
          {outcome.text}
        </OutcomeNotice>
      )}
      <CallsNow answer={page.call.answer} />
      {(page.mayEnterAbsence || page.mayOverride) && (
        <div className="print-hidden flex flex-col gap-3 sm:flex-row">
          {page.mayEnterAbsence && (
            <ButtonLink href={`${base}/absence`}>
              {page.own ? "I am going to be away" : "Enter an absence"}
            </ButtonLink>
          )}
          {page.mayOverride && (
            <ButtonLink variant="secondary" href={`${base}/override`}>
              Let somebody else answer
            </ButtonLink>
          )}
        </div>
      )}
      <section aria-labelledby="now-heading" className="flex flex-col gap-3">
        <h2 id="now-heading" className="text-18">
          Now
        </h2>
        {page.now.length > 0 ? (
          <CoverageList entries={page.now} {...list} />
        ) : (
          <EmptyState title="Nobody is away">Calls go to the liaison, as they do on any day.</EmptyState>
        )}
      </section>
      {page.upcoming.length > 0 && (
        <section aria-labelledby="upcoming-heading" className="flex flex-col gap-3">
          <h2 id="upcoming-heading" className="text-18">
            To come
          </h2>
          <CoverageList entries={page.upcoming} {...list} />
        </section>
      )}
      {page.past.length > 0 && (
        <section aria-labelledby="past-heading" className="flex flex-col gap-3">
          <h2 id="past-heading" className="text-18">
            Over
          </h2>
          <CoverageList entries={page.past} {...list} />
        </section>
      )}
    </>
  );
}
