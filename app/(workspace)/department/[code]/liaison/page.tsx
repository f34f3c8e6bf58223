import type { Metadata } from "next";
import { CallsNow } from "@/components/coverage/calls-now";
import { AnswerOwnDrill } from "@/components/drills/answer-drill";
import { OwnDrillHistory } from "@/components/drills/own-drill-history";
import { PageHeader } from "@/components/layout/page-header";
import { AcceptDuties } from "@/components/liaisons/accept-duties";
import { ContactHistory } from "@/components/liaisons/contact-history";
import { DesignationCard } from "@/components/liaisons/designation-card";
import { UnreachableNotice } from "@/components/mail/unreachable-notice";
import { ButtonLink } from "@/components/ui/button";
import { OutcomeNotice } from "@/components/ui/outcome-notice";
import { loadCallNow } from "@/lib/features/coverage/loaders";
import { loadOwnDrills } from "@/lib/features/drills/loaders";
import { loadDepartmentLiaisons } from "@/lib/features/liaisons/loaders";
import { outcomeOf } from "@/lib/features/liaisons/messages";
import { findUnreachable } from "@/lib/features/mail/loaders";
import { formatDateTime } from "@/lib/kernel/format-date";

type Props = {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const metadata: Metadata = { title: "Liaison" };

const kinds = ["liaison", "alternate"] as const;

export default async function LiaisonPage({ params, searchParams }: Props) {
  const [{ code }, { done }] = await Promise.all([params, searchParams]);
  const { department, designations, history, mayDesignate, isOffice } = await loadDepartmentLiaisons(code);
  const base = `/department/${department.code}/liaison`;
  const drills = await loadOwnDrills(code);
  const outcome = outcomeOf(done, designations);
  return (
    <>
      <PageHeader
        title="Liaison"
        lead={`Whom to call in ${department.name}, at any hour. The designation outlives the plan.`}
        {...(isOffice && { back: { href: "/mayor/liaisons", label: "Liaisons of all departments" } })}
      />
      {outcome && (
        <OutcomeNotice key={String(done)} title={outcome.title}>
          {outcome.text}
        </OutcomeNotice>
      )}
      {drills.waiting && (
        <AnswerOwnDrill
          departmentCode={department.code}
          callId={drills.waiting.callId}
          title={drills.waiting.title}
          until={formatDateTime(drills.waiting.closesAt)}
        />
      )}
      <CallsNow answer={(await loadCallNow(code)).answer} />
      <div className="print-hidden flex flex-col sm:flex-row">
        <ButtonLink variant="secondary" href={`${base}/coverage`}>
          Absences and who answers instead
        </ButtonLink>
      </div>
      <UnreachableNotice people={await findUnreachable(department)} />
      {kinds.map((kind) => {
        const designation = designations[kind];
        return designation?.mayAcceptDuties ? (
          <AcceptDuties
            key={kind}
            departmentCode={department.code}
            designationId={designation.id}
            kind={kind}
            back={base}
          />
        ) : null;
      })}
      <div className="grid items-start gap-4 lg:grid-cols-2 lg:gap-6">
        {kinds.map((kind) => (
          <DesignationCard
            key={kind}
            kind={kind}
            designation={designations[kind]}
            mayDesignate={mayDesignate}
            base={base}
          />
        ))}
      </div>
      <OwnDrillHistory history={drills.history} />
      <section aria-labelledby="history-heading" className="flex flex-col gap-3">
        <h2 id="history-heading">Who changed what</h2>
        <ContactHistory entries={history} />
      </section>
    </>
  );
}
