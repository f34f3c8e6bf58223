"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { withdrawRequestAction } from "@/lib/features/directives/actions";
import { extensionMessage } from "@/lib/features/directives/messages";

/** Takes the department's open request back; it can ask anew at once. */
export function WithdrawRequest({
  back,
  ...request
}: {
  directiveCode: string;
  departmentCode: string;
  requestId: string;
  back: string;
}) {
  const router = useRouter();
  const [problem, setProblem] = useState("");
  const [isPending, startTransition] = useTransition();
  const withdraw = () => {
    if (isPending) return;
    startTransition(async () => {
      const answer = await withdrawRequestAction(request).catch(() => null);
      if (answer?.ok) router.push(`${back}?done=withdrawn`, { scroll: false });
      else setProblem(extensionMessage(answer?.error ?? { code: "NO_CONNECTION" }));
    });
  };
  return (
    <div className="print-hidden flex flex-col gap-2">
      {problem && (
        <p role="alert" className="font-medium text-late">
          {problem}
        </p>
      )}
      <Button variant="secondary" className="sm:self-start" onClick={withdraw} aria-busy={isPending}>
        {isPending ? "Saving…" : "Take the request back"}
      </Button>
    </div>
  );
}
