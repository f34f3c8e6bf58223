"use client";

import { useEffect, useRef, useState } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import {
  amendAction,
  reviseAction,
  sendBackAction,
  sendToCertifierAction,
  takeBackAction,
  withdrawAction,
} from "@/lib/features/plans/actions";
import type { PlanReference } from "@/lib/features/plans/schema";
import type { PlanTransition } from "@/lib/features/plans/status";
import { StepForm } from "./step-form";

type Done = { readonly title: string; readonly text: string };

/** The steps that the department can take now, the likely one first, and what came of the last one. */
export function DepartmentSteps({
  plan,
  may,
  headTitle,
  isOnReview = false,
}: {
  plan: PlanReference;
  may: Readonly<Record<PlanTransition, boolean>>;
  headTitle: string;
  /** On the page where the signature is given, the way to it is left out. */
  isOnReview?: boolean;
}) {
  const [done, setDone] = useState<Done | null>(null);
  const box = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone: the focus goes to what it did.
  useEffect(() => {
    if (done) box.current?.focus({ preventScroll: false });
  }, [done]);
  const base = `/department/${plan.departmentCode}/plans/${plan.directiveCode}`;
  const bare = ({ departmentCode, directiveCode }: PlanReference) => ({ departmentCode, directiveCode });
  return (
    <div className="print-hidden flex flex-col gap-3">
      {done && (
        <div ref={box} tabIndex={-1}>
          <Notice tone="done" role="status" title={done.title}>
            <p>{done.text}</p>
          </Notice>
        </div>
      )}
      <div className="flex flex-col flex-wrap gap-3 sm:flex-row sm:items-start">
        {may.submit && !isOnReview && (
          <ButtonLink href={`${base}/review`}>Read, certify and submit</ButtonLink>
        )}
        {may.send_to_certifier && (
          <StepForm
            label={`Send to the ${headTitle}`}
            variant={may.submit ? "secondary" : "primary"}
            plan={plan}
            action={(input) => sendToCertifierAction(bare(input))}
            onDone={() =>
              setDone({
                title: `The draft is with the ${headTitle}`,
                text: "It can still be written in, and you can take it back until it is filed.",
              })
            }
          />
        )}
        {may.take_back && (
          <StepForm
            label="Take the draft back"
            plan={plan}
            action={(input) => takeBackAction(bare(input))}
            onDone={() =>
              setDone({ title: "The draft is back", text: `Send it to the ${headTitle} when it is ready.` })
            }
          />
        )}
        {may.send_back && (
          <StepForm
            label="Send back to the preparer"
            reasonLabel="What should the preparer change?"
            plan={plan}
            action={sendBackAction}
            onDone={() =>
              setDone({
                title: "The draft went back",
                text: "What you wrote stands on the plan's page for everybody who drafts it.",
              })
            }
          />
        )}
        {may.withdraw && (
          <StepForm
            label="Withdraw the submission"
            reasonLabel="Why is it withdrawn?"
            plan={plan}
            action={withdrawAction}
            onDone={() =>
              setDone({
                title: "The submission is withdrawn",
                text: "The version stays on record but no longer counts as filed; the draft can be changed and filed again.",
              })
            }
          />
        )}
        {may.revise && (
          <StepForm
            label="Begin the next version"
            variant="primary"
            plan={plan}
            action={(input) => reviseAction(bare(input))}
            onDone={() =>
              setDone({
                title: "The next version has begun",
                text: "It starts from the text of the version before.",
              })
            }
          />
        )}
        {may.amend && (
          <StepForm
            label="Begin an amendment"
            plan={plan}
            action={(input) => amendAction(bare(input))}
            onDone={() =>
              setDone({
                title: "The amendment has begun",
                text: "The accepted version stays in force until the amended one is accepted.",
              })
            }
          />
        )}
        {!may.submit && !isOnReview && (
          <ButtonLink variant="secondary" href={`${base}/review`}>
            Read the whole plan
          </ButtonLink>
        )}
      </div>
    </div>
  );
}
