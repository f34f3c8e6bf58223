"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { endDrillAction } from "@/lib/features/drills/actions";
import { drillMessage } from "@/lib/features/drills/messages";

export function EndDrillButton({ drillId }: { drillId: string }) {
  const router = useRouter();
  const [problem, setProblem] = useState("");
  const [isPending, startTransition] = useTransition();
  const end = () => {
    if (isPending) return;
    startTransition(async () => {
      const answer = await endDrillAction({ drillId }).catch(() => null);
      if (answer?.ok) router.refresh();
      else setProblem(drillMessage(answer?.error ?? { code: "NO_CONNECTION" }));
    });
  };
  return (
    <div className="print-hidden flex flex-col gap-2">
      <Button variant="secondary" onClick={end} aria-busy={isPending} className="sm:self-start">
        {isPending ? "Ending…" : "End the drill now"}
      </Button>
      {problem && (
        <p role="alert" className="font-medium text-late">
          {problem}
        </p>
      )}
    </div>
  );
}
