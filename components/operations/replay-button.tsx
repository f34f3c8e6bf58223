"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { replayAction } from "@/lib/features/operations/actions";
import { operationMessage } from "@/lib/features/operations/messages";

/** Sets jobs going again that were given up, and says what came of it in the same place. */
export function ReplayButton({
  ids,
  variant = "secondary",
  children,
}: {
  ids: readonly string[];
  variant?: "primary" | "secondary";
  children: string;
}) {
  const router = useRouter();
  const [problem, setProblem] = useState("");
  const [isPending, startTransition] = useTransition();
  const press = () => {
    if (isPending) return;
    setProblem("");
    startTransition(async () => {
      const answer = await replayAction({ ids: [...ids] }).catch(() => null);
      if (!answer?.ok) setProblem(operationMessage(answer?.error ?? { code: "NO_CONNECTION" }));
      router.refresh();
    });
  };
  return (
    <div className="print-hidden flex flex-col gap-1">
      {problem && (
        <p role="alert" className="font-medium text-late">
          {problem}
        </p>
      )}
      <div>
        <Button variant={variant} size="sm" onClick={press} aria-busy={isPending}>
          {isPending ? "Setting it going…" : children}
        </Button>
      </div>
    </div>
  );
}
