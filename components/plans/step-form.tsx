"use client";

import { useRouter } from "next/navigation";
import { useId, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { planMessages } from "@/lib/features/plans/messages";
import type { PlanReference } from "@/lib/features/plans/schema";
import type { Failure, Result } from "@/lib/kernel/result";

type Answer = Result<{ status: string }, string>;

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
  onDone,
}: {
  label: string;
  plan: PlanReference;
  variant?: "primary" | "secondary" | "danger";
  /** Asks for a reason under this label. */
  reasonLabel?: string;
  action: (input: PlanReference & { reason: string }) => Promise<Answer>;
  /** Told once the step is taken, while the page is being drawn anew. */
  onDone?: () => void;
}) {
  const router = useRouter();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<Failure<string> | null>(null);
  const [isPending, startTransition] = useTransition();

  const take = () => {
    if (isPending) return;
    if (reasonLabel && !isOpen) {
      setIsOpen(true);
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
      setProblem(answer.ok ? null : answer.error);
      if (answer.ok) {
        setIsOpen(false);
        setReason("");
        onDone?.();
      }
      if (answer.ok || answer.error.code === "WRONG_STATE") router.refresh();
    });
  };

  return (
    <div className="print-hidden flex min-w-0 flex-col gap-2 max-sm:w-full">
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
        <Button variant={variant} aria-busy={isPending} onClick={take} className="max-sm:w-full">
          {label}
        </Button>
        {isOpen && (
          <Button variant="quiet" onClick={() => setIsOpen(false)} className="max-sm:w-full">
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
