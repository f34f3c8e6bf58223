import type { Metadata } from "next";
import { CorrectForm } from "@/components/directives/correct-form";
import { DeadlineArithmetic } from "@/components/directives/deadline-arithmetic";
import { DeclineForm } from "@/components/directives/decline-form";
import { ExtendForm } from "@/components/directives/extend-form";
import { OpenRequest } from "@/components/directives/open-request";
import { RequestHistory } from "@/components/directives/request-history";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { OutcomeNotice } from "@/components/ui/outcome-notice";
import { dueDayOf } from "@/lib/features/directives/deadline";
import { loadDeadlineForOffice } from "@/lib/features/directives/loaders";
import { extensionMessages, outcomeOf } from "@/lib/features/directives/messages";
import type { DeadlineView } from "@/lib/features/directives/types";
import { formatDay } from "@/lib/kernel/calendar-day";
import { formatDeadline } from "@/lib/kernel/format-date";
import type { Search } from "@/lib/kernel/tidy-query";

type Props = {
  params: Promise<{ directive: string; code: string }>;
  searchParams: Promise<Search>;
};

export const metadata: Metadata = { title: "Deadline" };

export default async function BodyDeadlinePage({ params, searchParams }: Props) {
  const [{ directive, code }, { act, done }] = await Promise.all([params, searchParams]);
  const deadline = await loadDeadlineForOffice({ departmentCode: code, directiveCode: directive });
  const body = `/mayor/${deadline.directive.code}/bodies/${deadline.department.code}`;
  const base = `${body}/deadline`;
  const outcome = outcomeOf(done, deadline);
  const open = deadline.requests.find(({ state }) => state === "open");
  const answered = deadline.requests.filter(({ state }) => state !== "open");
  return (
    <>
      <PageHeader
        back={{ href: body, label: deadline.department.name }}
        title="Deadline"
        lead={`${deadline.department.name}, under ${deadline.directive.title}.`}
      />
      {outcome && (
        <OutcomeNotice key={`${String(done)} ${deadline.moves.length}`} title={outcome.title}>
          {outcome.text}
        </OutcomeNotice>
      )}
      {open && (
        <OpenRequest request={open} timeZone={deadline.timeZone}>
          {deadline.mayExtend && act !== "decline" && (
            <ButtonLink
              variant="secondary"
              size="sm"
              className="self-start"
              href={`${base}?act=decline`}
              scroll={false}
            >
              Decline, with an answer
            </ButtonLink>
          )}
        </OpenRequest>
      )}
      <Card title="How it came about" action={<CorrectLink deadline={deadline} base={base} act={act} />}>
        <DeadlineArithmetic arithmetic={deadline} />
      </Card>
      {deadline.mayExtend && <Act deadline={deadline} base={base} act={act} />}
      {answered.length > 0 && (
        <section aria-labelledby="requests-heading" className="flex flex-col gap-3">
          <h2 id="requests-heading">Requests for more time</h2>
          <RequestHistory requests={answered} timeZone={deadline.timeZone} />
        </section>
      )}
    </>
  );
}

type ActProps = { deadline: DeadlineView; base: string; act: unknown };

function CorrectLink({ deadline, base, act }: ActProps) {
  if (!deadline.mayExtend || deadline.hasFiled || deadline.moves.length === 0 || act === "correct")
    return null;
  return (
    <ButtonLink variant="secondary" size="sm" href={`${base}?act=correct`} scroll={false}>
      Correct the newest extension
    </ButtonLink>
  );
}

/** The one form that is open: what the address asks for where that can be done, else a grant. */
function Act({ deadline, base, act }: ActProps) {
  const { dueAt, originalDueAt, timeZone, moves } = deadline;
  const open = deadline.requests.find(({ state }) => state === "open");
  const newest = moves.at(-1);
  const reference = {
    directiveCode: deadline.directive.code,
    departmentCode: deadline.department.code,
    back: base,
  };
  if (act === "decline" && open) {
    return (
      <Card title="Decline the request">
        <DeclineForm key={open.id} {...reference} requestId={open.id} />
      </Card>
    );
  }
  if (deadline.hasFiled) {
    return <Notice title="This deadline no longer moves">{extensionMessages.ALREADY_FILED}</Notice>;
  }
  const dueText = formatDeadline(dueAt, timeZone);
  if (act === "correct" && newest) {
    const day = dueDayOf(originalDueAt, timeZone);
    return (
      <Card title="Correct the newest extension">
        <CorrectForm
          key={newest.id}
          {...reference}
          extensionId={newest.id}
          dueText={dueText}
          original={{ day, text: formatDay(day) }}
        />
      </Card>
    );
  }
  return (
    <Card title={open ? "Grant what is asked, or another day" : "Extend the deadline"}>
      <ExtendForm
        key={`${dueAt} ${open?.id}`}
        {...reference}
        dueAt={dueAt}
        dueText={dueText}
        timeZone={timeZone}
        request={
          open ? { id: open.id, day: dueDayOf(open.requestedDueAt, timeZone), reason: open.reason } : null
        }
      />
    </Card>
  );
}
