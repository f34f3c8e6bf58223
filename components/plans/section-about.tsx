"use client";

import type { SectionName } from "@/lib/features/plans/schema";
import { formatDateTime, formatDeadline } from "@/lib/kernel/format-date";
import { PartDone } from "./part-done";
import type { EditorContext } from "./section-view";

/** When the section is due, who wrote in it last, and whether its authors call their part done. */
export function SectionAbout({
  context,
  section,
  savedAt = "",
  mayEdit = true,
}: {
  context: Pick<EditorContext, "departmentCode" | "directiveCode" | "dueAt" | "state">;
  section: SectionName;
  /** Set once something was saved from this page. */
  savedAt?: string;
  mayEdit?: boolean;
}) {
  const { state } = context;
  return (
    <section
      aria-label="About this section"
      className="print-hidden flex flex-col gap-3 rounded-md border border-line bg-surface p-4"
    >
      <p className="text-14">
        <span className="text-muted">Due </span>
        {formatDeadline(context.dueAt)}
      </p>
      <p className="text-14 text-muted">{editedWords(state, savedAt)}</p>
      <PartDone
        part={{ departmentCode: context.departmentCode, directiveCode: context.directiveCode, section }}
        doneText={
          state.partDoneAt
            ? `${state.partDoneByName} said “our part is done” on ${formatDateTime(state.partDoneAt)}.`
            : ""
        }
        mayEdit={mayEdit}
      />
    </section>
  );
}

function editedWords(state: EditorContext["state"], savedAt: string): string {
  if (savedAt) return `Last edited by you, ${formatDateTime(savedAt)}`;
  return state.editedAt
    ? `Last edited by ${state.editedByName}, ${formatDateTime(state.editedAt)}`
    : "Nobody has written here yet.";
}
