"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { acceptDutiesAction } from "@/lib/features/liaisons/actions";
import { kindWords, liaisonMessage } from "@/lib/features/liaisons/messages";
import type { DesignationKind } from "@/lib/features/liaisons/types";

/** Asks the designated person to take the duties on, with what they are. */
export function AcceptDuties({
  departmentCode,
  designationId,
  kind,
  back,
}: {
  departmentCode: string;
  designationId: string;
  kind: DesignationKind;
  back: string;
}) {
  const router = useRouter();
  const [problem, setProblem] = useState("");
  const [isPending, startTransition] = useTransition();
  const accept = () => {
    if (isPending) return;
    startTransition(async () => {
      const answer = await acceptDutiesAction({ departmentCode, designationId }).catch(() => null);
      if (answer?.ok) router.replace(`${back}?done=accepted-${kind}`);
      else setProblem(liaisonMessage(answer?.error ?? { code: "NO_CONNECTION" }));
    });
  };
  return (
    <div className="print-hidden">
      <Notice tone="waiting" title={`You are designated as ${kindWords[kind]}. Do you accept the duties?`}>
        <ul className="list-disc pl-5">
          <li>
            The contact details on this page are true, and you change them here the moment they are not.
          </li>
          <li>
            {kind === "liaison"
              ? "You answer the telephone in the hours that stand here, or the alternate does."
              : "You answer the telephone when the liaison cannot."}
          </li>
          <li>You pass on what staff report about enforcement activity to the Mayor's Office.</li>
        </ul>
        {problem && (
          <p role="alert" className="font-medium text-late">
            {problem}
          </p>
        )}
        <div className="mt-1 flex flex-col sm:flex-row">
          <Button onClick={accept} aria-busy={isPending}>
            {isPending ? "Saving…" : "Accept the duties"}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
