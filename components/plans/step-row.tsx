"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Notice } from "@/components/ui/notice";
import type { PlanReference } from "@/lib/features/plans/schema";
import { type PlanStatus, type PlanTransition, planStatusLabels } from "@/lib/features/plans/status";
import { type StepAction, StepForm } from "./step-form";

export type StepSpec = {
  readonly step: PlanTransition;
  readonly label: string;
  readonly variant?: "primary" | "secondary" | "danger";
  /** Asks for a reason under this label. */
  readonly reasonLabel?: string;
  readonly action: StepAction;
  readonly done: { readonly title: string; readonly text: string };
};

type Outcome = { readonly spec: StepSpec; readonly isDone: boolean };

/**
 * The steps that are open now, with what came of the last one. A form that somebody has opened stays until they
 * close it, though the page is drawn anew without its step: what they typed is theirs to copy.
 */
export function StepRow({
  plan,
  status,
  steps,
  may,
  before,
  after,
}: {
  plan: PlanReference;
  status: PlanStatus;
  steps: readonly StepSpec[];
  may: Readonly<Partial<Record<PlanTransition, boolean>>>;
  before?: ReactNode;
  after?: ReactNode;
}) {
  const [open, setOpen] = useState<PlanTransition | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const box = useRef<HTMLDivElement>(null);
  // The button that was pressed may be gone: the focus goes to what came of it.
  useEffect(() => {
    if (outcome) box.current?.focus({ preventScroll: false });
  }, [outcome]);
  const shown = steps.filter(({ step }) => (open ? step === open : may[step]));
  return (
    <div className="print-hidden flex flex-col gap-3">
      {outcome && (
        <div ref={box} tabIndex={-1}>
          {outcome.isDone ? (
            <Notice tone="done" role="status" title={outcome.spec.done.title}>
              <p>{outcome.spec.done.text}</p>
            </Notice>
          ) : (
            <Notice tone="attention" role="alert" title={`“${outcome.spec.label}” was not sent`}>
              <p>
                The plan had moved on: it stands at “{planStatusLabels[status]}” now.
                {outcome.spec.reasonLabel && " What you typed is still below, to copy."}
              </p>
            </Notice>
          )}
        </div>
      )}
      <div className="flex flex-col flex-wrap gap-3 sm:flex-row sm:items-start">
        {!open && before}
        {shown.map((spec) => (
          <StepForm
            key={spec.step}
            label={spec.label}
            plan={plan}
            variant={spec.variant}
            reasonLabel={spec.reasonLabel}
            action={spec.action}
            isOpen={open === spec.step}
            onOpenChange={(isOpen) => setOpen(isOpen ? spec.step : null)}
            onDone={() => setOutcome({ spec, isDone: true })}
            onRefused={() => setOutcome({ spec, isDone: false })}
          />
        ))}
        {!open && after}
      </div>
    </div>
  );
}
