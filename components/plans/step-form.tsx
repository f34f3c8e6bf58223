"use client";

import clsx from "clsx";
import { useRouter } from "next/navigation";
import { useId, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { planMessages } from "@/lib/features/plans/messages";
import type { PlanReference } from "@/lib/features/plans/schema";
import type { Failure, Result } from "@/lib/kernel/result";

type Answer = Result<{ status: string }, string>;

export type StepAction = (input: PlanReference & { reason: string }) => Promise<Answer>;

/**
 * One step of a plan as a button. Where the step wants a reason, the button opens a field for it first. The page is
 * drawn anew from the server after the step, and after a refusal, which says what happened.
 */
export function StepForm({
  label,
  plan,
  variant = "secondary",
  reasonLabel,
  action,
  isOpen,
  onOpenChange,
  onDone,
  onRefused,
}: {
  label: string;
  plan: PlanReference;
  variant?: "primary" | "secondary" | "danger" | undefined;
  /** Asks for a reason under this label. */
  reasonLabel?: string | undefined;
  action: StepAction;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Told once the step is taken, while the page is being drawn anew. */
  onDone: () => void;
  /** Told where the plan has moved on, while the page is being drawn anew; what was typed stays. */
  onRefused: () => void;
}) {
  const router = useRouter();
  const id = useId();
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<Failure<string> | null>(null);
  const [isPending, startTransition] = useTransition();

  const take = () => {
    if (isPending) return;
    if (reasonLabel && !isOpen) {
      onOpenChange(true);
      requestAnimationFrame(() => document.getElementById(id)?.focus());
      return;
    }
    if (reasonLabel && !reason.trim()) {
      setProblem({ code: "REASON_MISSING" });
      document.getElementById(id)?.focus();
      return;
    }
    startTransition(async () => {
      const answer = await action({ ...plan, reason }).catch(
        (): Answer => ({ ok: false, error: { code: "NO_CONNECTION" } }),
      );
      const hasMovedOn = !answer.ok && answer.error.code === "WRONG_STATE";
      setProblem(answer.ok || hasMovedOn ? null : answer.error);
      if (answer.ok) {
        onOpenChange(false);
        setReason("");
        onDone();
      }
      // Together, so that what is said of the refusal names the state that the page then shows.
      if (hasMovedOn)
        startTransition(() => {
          onRefused();
          router.refresh();
        });
      if (answer.ok) router.refresh();
    });
  };

  const close = () => {
    setProblem(null);
    onOpenChange(false);
    requestAnimationFrame(() => document.getElementById(`${id}-take`)?.focus());
  };

  return (
    <div className={clsx("flex min-w-0 flex-col gap-2 max-sm:w-full", isOpen && "basis-full")}>
      {isOpen && reasonLabel && (
        <div className="flex w-full max-w-[36rem] flex-col gap-1">
          <label htmlFor={id} className="font-medium">
            {reasonLabel}
          </label>
          <textarea
            id={id}
            rows={4}
            maxLength={2_000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? `${id}-error` : undefined}
            className="w-full"
          />
        </div>
      )}
      {problem && (
        <p id={`${id}-error`} role="alert" className="font-medium text-14 text-late">
          {wordsOf(problem)}
          {problem.code === "UNAUTHENTICATED" && (
            <>
              {" "}
              <a href="/sign-in" target="_blank" rel="noreferrer">
                Sign in again in a new tab
              </a>
            </>
          )}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          id={`${id}-take`}
          variant={variant}
          aria-busy={isPending}
          onClick={take}
          className="max-sm:w-full"
        >
          {label}
        </Button>
        {isOpen && (
          <Button variant="quiet" onClick={close} className="max-sm:w-full">
            Not now
          </Button>
        )}
      </div>
    </div>
  );
}

function wordsOf(error: Failure<string>): string {
  const words = planMessages[error.code] ?? planMessages.UNEXPECTED ?? "";
  const reference = (error.details as { reference?: string } | undefined)?.reference;
  return reference ? `${words} Reference: ${reference}` : words;
}
