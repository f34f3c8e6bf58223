import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { SectionForm } from "@/components/plans/forms/section-form";
import { PartDone } from "@/components/plans/part-done";
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
import { formatDateTime, formatDeadline } from "@/lib/kernel/format-date";

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
      {!view.may.edit && <ReadOnlyNotice view={view} />}
      <SectionForm
        key={view.section}
        section={view.section}
        content={view.content}
        revision={view.revision}
        facilities={view.facilities}
        context={{
          requirements: view.requirements,
          directivesInForce: view.directivesInForce,
          designations: view.designations,
          facts: view.facts,
          today: view.today,
          actorId: view.actorId,
          departmentCode: view.department.code,
          directiveCode: view.directive.code,
          mayEdit: view.may.edit,
        }}
        aside={state && <SectionAside view={view} state={state} />}
      />
      <Neighbours base={base} section={view.section} />
    </>
  );
}

function ReadOnlyNotice({ view }: { view: SectionView }) {
  return (
    <Notice title={`${planStatusLabels[view.plan.status]}: this section can be read, not changed`}>
      <p>
        {view.plan.status === "changes_requested"
          ? "Begin the next version on the plan's page to go on writing."
          : "The plan's page says what can be done next, and by whom."}
      </p>
    </Notice>
  );
}

function SectionAside({ view, state }: { view: SectionView; state: SectionState }) {
  const done = state.partDoneAt
    ? `${state.partDoneByName} said “our part is done” on ${formatDateTime(state.partDoneAt)}.`
    : "";
  return (
    <section
      aria-label="About this section"
      className="flex flex-col gap-3 rounded-md border border-line bg-surface p-4"
    >
      <p className="text-14">
        <span className="text-muted">Due </span>
        {formatDeadline(view.deadline.dueAt)}
      </p>
      <p className="text-14 text-muted">
        {state.editedAt
          ? `Last edited by ${state.editedByName}, ${formatDateTime(state.editedAt)}`
          : "Nobody has written here yet."}
      </p>
      <PartDone
        part={{
          departmentCode: view.department.code,
          directiveCode: view.directive.code,
          section: view.section,
        }}
        doneText={done}
        mayEdit={view.may.edit}
      />
    </section>
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
