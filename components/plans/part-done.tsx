"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { markPartDoneAction } from "@/lib/features/plans/actions";
import { planMessages } from "@/lib/features/plans/messages";
import type { MarkPartDoneInput } from "@/lib/features/plans/schema";

/** "Our part is done": what the authors of a section tell their colleagues. It locks nothing. */
export function PartDone({
  part,
  doneText,
  mayEdit,
}: {
  part: Omit<MarkPartDoneInput, "isDone">;
  doneText: string;
  mayEdit: boolean;
}) {
  const router = useRouter();
  const [problem, setProblem] = useState("");
  const [isPending, startTransition] = useTransition();
  const isDone = doneText !== "";
  const toggle = () =>
    startTransition(async () => {
      const answer = await markPartDoneAction({ ...part, isDone: !isDone }).catch(() => null);
      setProblem(
        !answer
          ? "There is no connection. Try again in a moment."
          : answer.ok
            ? ""
            : (planMessages[answer.error.code] ?? ""),
      );
      if (answer?.ok) router.refresh();
    });
  return (
    <div className="flex flex-col gap-2">
      {isDone && (
        <p className="text-14 text-done">
          <span aria-hidden="true">✓ </span>
          {doneText}
        </p>
      )}
      {problem && (
        <p role="alert" className="text-14 text-late">
          {problem}
        </p>
      )}
      {mayEdit && (
        <div>
          <Button variant="secondary" size="sm" aria-busy={isPending} onClick={() => !isPending && toggle()}>
            {isDone ? "Take back “our part is done”" : "Our part is done"}
          </Button>
        </div>
      )}
    </div>
  );
}
