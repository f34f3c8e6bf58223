import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { SectionDocument } from "@/components/plans/document/section-document";
import { SectionForm } from "@/components/plans/forms/section-form";
import { KeptText } from "@/components/plans/kept-text";
import { RequirementsPanel } from "@/components/plans/requirements-panel";
import { ReturnNotices } from "@/components/plans/return-notices";
import { SectionAbout } from "@/components/plans/section-about";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { loadSection } from "@/lib/features/plans/loaders";
import {
  type SectionName,
  sectionLabels,
  sectionNameSchema,
  sectionNames,
} from "@/lib/features/plans/schema";
import { planStatusLabels } from "@/lib/features/plans/status";
import type { SectionState, SectionView } from "@/lib/features/plans/types";

type Props = { params: Promise<{ code: string; directive: string; section: string }> };

const leads: Readonly<Record<SectionName, string>> = {
  facilities: "Where the department works, which areas the public may enter, and who else holds space there.",
  protocols: "What employees and contractors do when federal immigration agents come, setting by setting.",
  training: "Who learns the protocols, how, in which languages and by when.",
  liaison: "Who speaks for the department, at every hour.",
  contractors: "Which contracts put people on City property, and what their employers were told.",
  reporting: "How word reaches the liaison, and from there the Mayor's Office.",
  records: "What the department holds that must not be asked for, and who answers requests for records.",
  resources: "What the department offers to affected families, and how they hear of it.",
  certification: "Legal review, the next review, and what the department head should know before signing.",
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { section } = await params;
  const name = sectionNameSchema.safeParse(section);
  return { title: name.success ? sectionLabels[name.data] : "Not found" };
}

export default async function SectionPage({ params }: Props) {
  const { code, directive, section } = await params;
  const name = sectionNameSchema.safeParse(section);
  if (!name.success) notFound();
  const view = await loadSection({ departmentCode: code, directiveCode: directive, section: name.data });
  const base = `/department/${view.department.code}/plans/${view.directive.code}`;
  const state = view.sections.find((one) => one.section === view.section);
  return (
    <>
      <PageHeader
        back={{ href: base, label: "All nine sections" }}
        title={`${sectionNames.indexOf(view.section) + 1}. ${sectionLabels[view.section]}`}
        lead={leads[view.section]}
      />
      {view.may.edit && <ReturnNotices plan={view.plan} />}
      {state && (view.may.edit ? <Editor view={view} state={state} /> : <Reader view={view} state={state} />)}
      <Neighbours base={base} section={view.section} />
    </>
  );
}

function Editor({ view, state }: { view: SectionView; state: SectionState }) {
  return (
    <SectionForm
      key={view.section}
      section={view.section}
      content={view.content}
      revision={view.revision}
      facilities={view.facilities}
      context={{
        requirements: view.requirements.filter((requirement) => requirement.section === view.section),
        directivesInForce: view.directivesInForce,
        designations: view.designations,
        facts: view.facts,
        today: view.today,
        actorId: view.actorId,
        actorName: view.actorName,
        departmentCode: view.department.code,
        directiveCode: view.directive.code,
        dueAt: view.deadline.dueAt,
        state,
      }}
    />
  );
}

/** For who may read and not write, and while the plan has no text that can change: the text instead of a dead form. */
function Reader({ view, state }: { view: SectionView; state: SectionState }) {
  const about = {
    departmentCode: view.department.code,
    directiveCode: view.directive.code,
    dueAt: view.deadline.dueAt,
    state,
  };
  return (
    <>
      <Notice
        title={
          view.mayDraft
            ? `${planStatusLabels[view.plan.status]}: this section can be read, not changed`
            : "You can read this section; the people who draft the plan change it"
        }
      >
        <p>
          {!view.mayDraft
            ? "What you know better, tell them: their names stand beside each section."
            : view.plan.status === "changes_requested"
              ? "Begin the next version on the plan's page to go on writing."
              : "The plan's page says what can be done next, and by whom."}
        </p>
        {view.mayDraft && <KeptText personId={view.actorId} {...about} section={view.section} />}
      </Notice>
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(16rem,20rem)]">
        <div className="flex min-w-0 flex-col gap-5 rounded-md border border-line bg-surface p-4 sm:p-6">
          <h2 className="sr-only">What the plan says</h2>
          <SectionDocument
            section={view.section}
            content={view.content}
            context={{ designations: view.designations, facilities: view.facilities }}
          />
        </div>
        <aside className="flex flex-col gap-6">
          <ReturnNotices plan={view.plan} />
          <SectionAbout context={about} section={view.section} mayEdit={false} />
          <RequirementsPanel requirements={view.requirements} outcomes={state.outcomes} />
        </aside>
      </div>
    </>
  );
}

function Neighbours({ base, section }: { base: string; section: SectionName }) {
  const index = sectionNames.indexOf(section);
  const before = sectionNames[index - 1];
  const after = sectionNames[index + 1];
  return (
    <nav
      aria-label="Sections"
      className="print-hidden flex flex-wrap justify-between gap-3 border-line border-t pt-4"
    >
      {before ? (
        <ButtonLink variant="secondary" href={`${base}/${before}`}>
          Back to {sectionLabels[before].toLowerCase()}
        </ButtonLink>
      ) : (
        <span />
      )}
      {after ? (
        <ButtonLink href={`${base}/${after}`}>Go on to {sectionLabels[after].toLowerCase()}</ButtonLink>
      ) : (
        <ButtonLink href={`${base}/review`}>Read the whole plan</ButtonLink>
      )}
    </nav>
  );
}
