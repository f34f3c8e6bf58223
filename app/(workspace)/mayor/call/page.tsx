import type { Metadata } from "next";
import Link from "next/link";
import { CallAnswerCard } from "@/components/coverage/call-answer";
import { CallRows } from "@/components/coverage/call-rows";
import { DirectoryTabs } from "@/components/directory/directory-tabs";
import { PageHeader } from "@/components/layout/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { type CallHit, loadCall } from "@/lib/features/coverage/loaders";
import type { Search } from "@/lib/kernel/tidy-query";

type Props = { searchParams: Promise<Search> };

export const metadata: Metadata = { title: "Who to call" };

export default async function CallPage({ searchParams }: Props) {
  const { view, hits, moreFacilities } = await loadCall(searchParams);
  const [first, ...others] = hits;
  const isAsked = Boolean(view.q || view.department);
  return (
    <>
      <PageHeader
        title="Who do I call?"
        lead="At this minute, for a department or for one of its facilities."
      />
      <DirectoryTabs current="call" />
      <form
        action="/mayor/call"
        method="get"
        aria-label="Find whom to call"
        className="print-hidden flex max-w-[36rem] items-end gap-3"
      >
        <label className="flex min-w-0 flex-1 flex-col gap-1 text-14">
          Department or facility
          <input
            key={view.q}
            type="search"
            name="q"
            defaultValue={view.q}
            autoComplete="off"
            maxLength={100}
            className="w-full"
          />
        </label>
        <Button type="submit">Find</Button>
      </form>
      {!isAsked && (
        <EmptyState title="One search, one answer">
          <p>
            As in “library” or “valley oaks”. The answer knows who is away and who covers. Facilities are
            those of each department's newest filed plan.
          </p>
        </EmptyState>
      )}
      {isAsked && !first && (
        <EmptyState title="No department and no facility fits">
          <p>
            A facility is found once its department has filed a plan that names it.{" "}
            <Link href="/mayor/liaisons" className="inline-flex min-h-11 items-center">
              All departments
            </Link>
          </p>
        </EmptyState>
      )}
      {first && (
        <div aria-live="polite">
          <CallAnswerCard
            title={titleOf(first)}
            place={placeOf(first)}
            answer={first.answer}
            at={first.at}
            isLarge
          />
        </div>
      )}
      {others.length > 0 && (
        <section aria-labelledby="others-heading" className="flex flex-col gap-3">
          <h2 id="others-heading" className="text-18">
            Or did you mean
          </h2>
          <CallRows hits={others} />
          {moreFacilities > 0 && (
            <p className="text-14 text-muted">
              {moreFacilities.toLocaleString("en-US")} more{" "}
              {moreFacilities === 1 ? "facility fits" : "facilities fit"}. Add a word to narrow it.
            </p>
          )}
        </section>
      )}
    </>
  );
}

const titleOf = ({ facility, departmentName }: CallHit) => facility?.name ?? departmentName;

function placeOf({ facility, departmentName }: CallHit): string | undefined {
  if (!facility) return undefined;
  return facility.address ? `${departmentName} · ${facility.address}` : departmentName;
}
