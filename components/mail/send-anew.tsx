"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { sendAnewAction } from "@/lib/features/mail/actions";
import { mailMessage } from "@/lib/features/mail/messages";

/** Queues a message again, and says in the same place what came of the press. */
export function SendAnew({
  messageId,
  label = "Try again",
  about,
}: {
  messageId: string;
  label?: string;
  /** Whose message, for those who hear the button without seeing what it stands beside. */
  about: string;
}) {
  const router = useRouter();
  const [answer, setAnswer] = useState<{ isDone: boolean; words: string } | null>(null);
  const [isPending, startTransition] = useTransition();
  const press = () => {
    if (isPending) return;
    startTransition(async () => {
      const result = await sendAnewAction({ messageId }).catch(() => null);
      if (result?.ok) {
        setAnswer({
          isDone: true,
          words: "It is in the queue again. Reload the page in a moment to see what became of it.",
        });
      } else {
        setAnswer({ isDone: false, words: mailMessage(result?.error ?? { code: "NO_CONNECTION" }) });
      }
      router.refresh();
    });
  };
  return (
    <div className="print-hidden flex flex-col items-start gap-1">
      {!answer?.isDone && (
        <Button variant="secondary" size="sm" onClick={press} aria-busy={isPending}>
          {isPending ? "Queueing…" : label}
          <span className="sr-only">, {about}</span>
        </Button>
      )}
      <p role="status" className={answer && !answer.isDone ? "text-14 text-late" : "text-14"}>
        {answer?.words}
      </p>
    </div>
  );
}
