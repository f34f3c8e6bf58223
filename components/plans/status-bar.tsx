"use client";

import clsx from "clsx";
import type { RequirementOutcome } from "@/lib/features/plans/completeness";
import type { SaveState } from "./autosave";
import { shareOf } from "./outcome-words";
import { openRequirements } from "./requirements-panel";
import { SaveLine } from "./save-line";

/** On a phone, above the form: how much of what the section must show is there, and the way to the rest. */
export function RequirementsSummary({ outcomes }: { outcomes: readonly RequirementOutcome[] }) {
  const { met, total } = shareOf(outcomes);
  return (
    <button
      type="button"
      onClick={openRequirements}
      className="print-hidden tabular flex min-h-11 w-full cursor-pointer items-center justify-between gap-3 rounded-md border border-line bg-surface px-4 text-left text-14 lg:hidden"
    >
      <span className="text-muted max-[22.5rem]:sr-only">What this section must show:</span>
      <span className="font-medium text-action underline underline-offset-2">
        {met} of {total} met
      </span>
    </button>
  );
}

/** Under the form, and in sight from the first key on: what is saved, and on a phone the way to what is owed. */
export function StatusBar({
  outcomes,
  ...line
}: {
  state: SaveState;
  isOwn: boolean;
  hadTrouble: boolean;
  returnTo: string;
  planHref: string;
  onGo: () => void;
  outcomes: readonly RequirementOutcome[];
}) {
  const { met, total } = shareOf(outcomes);
  return (
    <div
      className={clsx(
        // As wide as the form and its outlines of focus, so that nothing looks out beside it; on a phone it stands on
        // the bar of places.
        "print-hidden -mx-2 flex min-h-11 items-center justify-between gap-3 border-line border-t bg-paper px-2 pt-1.5 pb-2 text-14",
        // Before anything is typed nothing is laid over the form.
        line.state.kind !== "idle" &&
          "sticky bottom-[calc(2.75rem+env(safe-area-inset-bottom))] z-5 lg:bottom-0",
      )}
    >
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
