"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { acknowledgeDrillAction, acknowledgeOwnDrillAction } from "@/lib/features/drills/actions";
import { drillMessage } from "@/lib/features/drills/messages";

type Answer =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: { code: string; details?: unknown } };

/** One tap; what came of it is read from the server, which takes the first tap alone. */
function TapButton({ answer }: { answer: () => Promise<Answer> }) {
  const router = useRouter();
  const [problem, setProblem] = useState("");
  const [isPending, startTransition] = useTransition();
  const tap = () => {
    if (isPending) return;
    startTransition(async () => {
      const result = await answer().catch((): Answer => ({ ok: false, error: { code: "NO_CONNECTION" } }));
      if (result.ok) router.refresh();
      else setProblem(drillMessage(result.error));
    });
  };
  return (
    <div className="flex flex-col gap-2">
      <Button onClick={tap} aria-busy={isPending} className="min-h-14 w-full sm:w-auto sm:self-start">
        {isPending ? "Sending…" : "I can be reached"}
      </Button>
      {problem && (
        <p role="alert" className="font-medium text-late">
          {problem}
        </p>
      )}
    </div>
  );
}

/** Answers by the link of the mail. */
export function AnswerByLink({ secret }: { secret: string }) {
  return <TapButton answer={() => acknowledgeDrillAction({ secret })} />;
}

/** Answers an open drill where its liaison is signed in. */
export function AnswerOwnDrill({
  departmentCode,
  callId,
  title,
  until,
}: {
  departmentCode: string;
  callId: string;
  title: string;
  until: string;
}) {
  return (
    <div className="print-hidden">
      <Notice tone="waiting" title={`DRILL: ${title}`}>
        <p>This is a drill. Nothing has happened. Answer by {until}.</p>
        <TapButton answer={() => acknowledgeOwnDrillAction({ departmentCode, callId })} />
      </Notice>
    </div>
  );
}
