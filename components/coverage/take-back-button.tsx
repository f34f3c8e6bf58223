"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { takeBackCoverageAction } from "@/lib/features/coverage/actions";
import { coverageMessage } from "@/lib/features/coverage/messages";

export function TakeBackButton({
  departmentCode,
  coverageId,
  label,
  about,
}: {
  departmentCode: string;
  coverageId: string;
  label: string;
  about: string;
}) {
  const router = useRouter();
  const [problem, setProblem] = useState("");
  const [isPending, startTransition] = useTransition();
  const takeBack = () => {
    if (isPending) return;
    startTransition(async () => {
      const answer = await takeBackCoverageAction({ departmentCode, coverageId }).catch(() => null);
      if (answer?.ok) router.refresh();
      else setProblem(coverageMessage(answer?.error ?? { code: "NO_CONNECTION" }));
    });
  };
  return (
    <>
      <Button variant="secondary" onClick={takeBack} aria-busy={isPending} aria-label={`${label}: ${about}`}>
        {isPending ? "Saving…" : label}
      </Button>
      {problem && (
        <p role="alert" className="font-medium text-late">
          {problem}
        </p>
      )}
    </>
  );
}
