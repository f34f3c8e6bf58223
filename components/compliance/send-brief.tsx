"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { sendBriefAction } from "@/lib/features/compliance/actions";
import { complianceMessage } from "@/lib/features/compliance/messages";

/** Mails the brief to whoever presses it, and says where it goes. */
export function SendBrief({ directiveCode }: { directiveCode: string }) {
  const [said, setSaid] = useState<{ text: string; isProblem: boolean } | null>(null);
  const [isPending, startTransition] = useTransition();
  const send = () => {
    if (isPending) return;
    startTransition(async () => {
      const answer = await sendBriefAction({ directiveCode }).catch(() => null);
      setSaid(
        answer?.ok
          ? { text: `On its way to ${answer.data.address}.`, isProblem: false }
          : { text: complianceMessage(answer?.error ?? { code: "NO_CONNECTION" }), isProblem: true },
      );
    });
  };
  return (
    <div className="print-hidden flex flex-col gap-1">
      <Button onClick={send} aria-busy={isPending}>
        {isPending ? "Sending…" : "Send it to me now"}
      </Button>
      <p role="status" className={said?.isProblem ? "text-14 text-late" : "text-14 text-muted"}>
        {said?.text}
      </p>
    </div>
  );
}
