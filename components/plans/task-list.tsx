import Link from "next/link";
import { StatusTag } from "@/components/ui/status-tag";
import type { Tone } from "@/components/ui/tone";
import { hindrances } from "@/lib/features/plans/completeness";
import { sectionLabels } from "@/lib/features/plans/schema";
import type { SectionState } from "@/lib/features/plans/types";
import { formatDateTime } from "@/lib/kernel/format-date";
import { PresentIn } from "./live-plan";
import { shareOf } from "./outcome-words";

const shownOwed = 2;

/** The nine sections with what each still owes. `base` is the plan's address. */
export function TaskList({ sections, base }: { sections: readonly SectionState[]; base: string }) {
  return (
    <ol className="divide-y divide-line rounded-md border border-line bg-surface">
      {sections.map((state, index) => {
        const { tone, label } = progressOf(state);
        return (
          <li
            key={state.section}
            className="relative flex break-inside-avoid flex-col gap-1 px-4 py-3 hover:bg-sunken sm:px-6"
          >
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              {/* The whole row leads there: the link's box is laid over it. */}
              <Link
                href={`${base}/${state.section}`}
                className="inline-flex min-h-11 items-center font-semibold text-18 after:absolute after:inset-0 sm:min-h-8"
              >
                {index + 1}. {sectionLabels[state.section]}
              </Link>
              <StatusTag tone={tone}>{label}</StatusTag>
            </div>
            <PresentIn section={state.section} label={sectionLabels[state.section]} />
            <Owed state={state} base={base} />
            <p className="text-14 text-muted">{editedWords(state)}</p>
            {state.partDoneAt && (
              <p className="text-14 text-done">
                <span aria-hidden="true">✓ </span>“Our part is done”, says {state.partDoneByName}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** Each leads to the field that mends it, above the link that is laid over the row. */
function Owed({ state, base }: { state: SectionState; base: string }) {
  const owed = hindrances(state.outcomes);
  if (owed.length === 0) return null;
  return (
    <ul className="text-14">
      {owed.slice(0, shownOwed).map(({ code, section, paths: [path], why }) => (
        <li key={code}>
          <Link
            href={`${base}/${section}${path ? `#${path}` : ""}`}
            className="relative inline-block py-0.5 max-lg:py-1.5"
          >
            <span className="tabular">{code}</span> {why}
          </Link>
        </li>
      ))}
      {owed.length > shownOwed && (
        <li className="tabular text-muted">and {owed.length - shownOwed} more owed here</li>
      )}
    </ul>
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
  const { met, total } = shareOf(state.outcomes);
  const isReady = hindrances(state.outcomes).length === 0;
  if (isReady && (state.editedAt || met > 0))
    return { tone: "done", label: met === total ? "Complete" : "Ready to file" };
  if (!state.editedAt && met === 0) return { tone: "neutral", label: "Not started" };
  return { tone: "waiting", label: `${met} of ${total} met` };
}
