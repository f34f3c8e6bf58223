import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/layout/page-header";
import { CertifyForm } from "@/components/plans/certify-form";
import { DepartmentSteps } from "@/components/plans/department-steps";
import { PlanDocument } from "@/components/plans/document/plan-document";
import { PlanClock } from "@/components/plans/plan-clock";
import { RedFlagList } from "@/components/plans/red-flag-list";
import { ReturnNotices } from "@/components/plans/return-notices";
import { UnmetList } from "@/components/plans/unmet-list";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PrintButton } from "@/components/ui/print-button";
import { hindrances } from "@/lib/features/plans/completeness";
import { loadWholePlan } from "@/lib/features/plans/loaders";
import { sectionLabels } from "@/lib/features/plans/schema";
import { canTake } from "@/lib/features/plans/status";
import type { WholePlanView } from "@/lib/features/plans/types";

type Props = { params: Promise<{ code: string; directive: string }> };

export const metadata: Metadata = { title: "The whole plan" };

export default async function ReviewPage({ params }: Props) {
  const { code, directive } = await params;
  const view = await loadWholePlan({ departmentCode: code, directiveCode: directive });
  const reference = { departmentCode: view.department.code, directiveCode: view.directive.code };
  const base = `/department/${reference.departmentCode}/plans/${reference.directiveCode}`;
  return (
    <>
      <PageHeader
        back={{ href: base, label: "All nine sections" }}
        title="The whole plan"
        lead={
          <>
            {view.department.name}, under {view.directive.title}, {versionWords(view)}
          </>
        }
        action={
          <div className="flex flex-wrap gap-3">
            <PrintButton>Print the plan</PrintButton>
            {view.may.submit && <ButtonLink href="#certify">Certify and submit</ButtonLink>}
          </div>
        }
      />
      <PlanClock view={view} />
      <ReturnNotices plan={view.plan} />
      <Findings view={view} base={base} />
      <PlanDocument
        contents={view.contents}
        designations={view.designations}
        beside={(section) =>
          view.may.edit && (
            <Link href={`${base}/${section}`} className="print-hidden text-14">
              Change<span className="sr-only"> {sectionLabels[section]}</span>
            </Link>
          )
        }
      />
      <div id="certify" className="print-hidden empty:hidden">
        <CertifyForm
          plan={reference}
          read={view.read}
          mayCertify={view.may.submit}
          receipt={view.receipt}
          actorName={view.actorName}
          headTitle={view.department.headTitle}
          requirements={view.requirements}
          versionNumber={view.plan.versionNumber + 1}
        />
      </div>
      <DepartmentSteps
        plan={reference}
        status={view.plan.status}
        may={view.may}
        mayCertify={view.mayCertify}
        headTitle={view.department.headTitle}
        isOnReview
      />
    </>
  );
}

/** Which version it is that stands here: one that is being written, or the one that was filed. */
function versionWords({ plan }: WholePlanView): string {
  return canTake(plan.status, "submit") || plan.status === "not_started"
    ? `draft of version ${plan.versionNumber + 1}`
    : `version ${plan.versionNumber}, as filed`;
}

function Findings({ view, base }: { view: WholePlanView; base: string }) {
  const outcomes = view.sections.flatMap((state) => state.outcomes);
  const hindering = hindrances(outcomes);
  const advised = outcomes.filter(
    (outcome) => outcome.state === "not_yet" && !hindering.includes(outcome) && outcome.code !== "CER-1",
  );
  return (
    <>
      {hindering.length > 0 ? (
        <Notice
          tone="attention"
          title={`${hindering.length} required ${hindering.length === 1 ? "item is" : "items are"} not met yet`}
        >
          <UnmetList outcomes={hindering} requirements={view.requirements} base={base} />
        </Notice>
      ) : (
        <Notice tone="done" title="Every required item is met" />
      )}
      {advised.length > 0 && (
        <Notice title="Not met, and no hindrance to filing">
          <UnmetList outcomes={advised} requirements={view.requirements} base={base} />
        </Notice>
      )}
      <RedFlagList redFlags={view.redFlags} hrefOf={(flag) => `${base}/${flag.section}#${flag.path}`} />
    </>
  );
}
