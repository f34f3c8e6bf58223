import Link from "next/link";
import { StatusTag } from "@/components/ui/status-tag";
import type { Tone } from "@/components/ui/tone";
import { sectionLabels } from "@/lib/features/plans/schema";
import type { SectionState } from "@/lib/features/plans/types";
import { formatDateTime } from "@/lib/kernel/format-date";

const shownOwed = 2;

/** The nine sections with what each still owes. `base` is the plan's address. */
export function TaskList({ sections, base }: { sections: readonly SectionState[]; base: string }) {
  return (
    <ol className="divide-y divide-line rounded-md border border-line bg-surface">
      {sections.map((state, index) => {
        const { tone, label } = progressOf(state);
        const owed = state.outcomes.filter((outcome) => outcome.state === "not_yet" && outcome.blocksFiling);
        return (
          <li key={state.section} className="flex flex-col gap-1 px-4 py-3 sm:px-6">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <Link
                href={`${base}/${state.section}`}
                className="inline-flex min-h-11 items-center font-semibold text-18 sm:min-h-8"
              >
                {index + 1}. {sectionLabels[state.section]}
              </Link>
              <StatusTag tone={tone}>{label}</StatusTag>
            </div>
            {state.editedAt && owed.length > 0 && (
              <ul className="text-14">
                {owed.slice(0, shownOwed).map((outcome) => (
                  <li key={outcome.code}>
                    <span className="tabular text-muted">{outcome.code}</span> {outcome.why}
                  </li>
                ))}
                {owed.length > shownOwed && (
                  <li className="text-muted">and {owed.length - shownOwed} more</li>
                )}
              </ul>
            )}
            <p className="text-14 text-muted">
              {editedWords(state)}
              {state.partDoneAt && ` · “Our part is done”, says ${state.partDoneByName}`}
            </p>
          </li>
        );
      })}
    </ol>
  );
}

function editedWords(state: SectionState): string {
  if (state.editedAt) return `Edited by ${state.editedByName}, ${formatDateTime(state.editedAt)}`;
  // The designations are made on a page of their own; the section itself may stay without a word.
  return state.section === "liaison"
    ? "Designations are kept on the liaison page"
    : "Nobody has written here yet";
}

function progressOf(state: SectionState): { tone: Tone; label: string } {
  const counted = state.outcomes.filter(
    (outcome) => outcome.standing !== "advised" && outcome.state !== "not_applicable",
  );
  const met = counted.filter((outcome) => outcome.state === "met").length;
  const isReady = counted.every((outcome) => outcome.state === "met" || !outcome.blocksFiling);
  if (isReady && (state.editedAt || met > 0))
    return { tone: "done", label: met === counted.length ? "Complete" : "Ready to file" };
  if (!state.editedAt && met === 0) return { tone: "neutral", label: "Not started" };
  return { tone: "waiting", label: `${met} of ${counted.length} met` };
}
