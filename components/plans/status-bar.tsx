"use client";

import type { RequirementOutcome } from "@/lib/features/plans/completeness";
import type { SaveState } from "./autosave";
import { shareOf } from "./outcome-words";
import { openRequirements } from "./requirements-panel";
import { SaveLine } from "./save-line";

/** Always in sight under the form: what is saved, and on a phone the way to what the section still owes. */
export function StatusBar({
  outcomes,
  ...line
}: {
  state: SaveState;
  hadTrouble: boolean;
  returnTo: string;
  planHref: string;
  onGo: () => void;
  outcomes: readonly RequirementOutcome[];
}) {
  const { met, total } = shareOf(outcomes);
  return (
    <div className="print-hidden sticky bottom-[calc(3.25rem+env(safe-area-inset-bottom))] z-5 flex min-h-11 items-center justify-between gap-3 rounded-md border border-line bg-surface px-3 py-1.5 text-14 lg:bottom-3 lg:w-fit lg:min-h-9">
      <div className="min-w-0">
        <SaveLine {...line} />
      </div>
      <button
        type="button"
        onClick={openRequirements}
        aria-label={`What this section must show: ${met} of ${total} met`}
        className="tabular min-h-11 shrink-0 cursor-pointer rounded-md px-2 font-medium text-action underline underline-offset-2 lg:hidden"
      >
        {met} of {total} met
      </button>
    </div>
  );
}
