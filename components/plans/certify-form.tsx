"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { v4 as newKey } from "uuid";
import { ErrorSummary } from "@/components/forms/error-summary";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { submitPlanAction } from "@/lib/features/plans/actions";
import type { RequirementOutcome } from "@/lib/features/plans/completeness";
import { planMessages } from "@/lib/features/plans/messages";
import {
  type PlanReference,
  type Reading,
  type SubmitPlanInput,
  sectionLabels,
  submitPlanSchema,
} from "@/lib/features/plans/schema";
import type { ChangedSection, PlanView, RequirementText } from "@/lib/features/plans/types";
import { UnmetList } from "./unmet-list";

/** The field that mends a refusal; for the others there is none. */
const fieldOf: Readonly<Record<string, "typedName" | "password">> = {
  NAME_MISMATCH: "typedName",
  WRONG_PASSWORD: "password",
};
const submitButton = "certify-and-submit";
const newestReceipt = "newest-receipt";
const movedOn =
  "Nothing was filed now: the plan has moved on since this page was opened, and is shown above as it stands.";

type Problem = { code: string; message: string };

/**
 * The signature: the certifier's own name and their password again. One key for as long as the page is open, so that
 * a double click, and a second try after a lost answer, file one version. Nothing is drawn once the plan cannot be
 * certified, but for what a press meanwhile was answered.
 */
export function CertifyForm({
  plan,
  read,
  mayCertify,
  receipt,
  actorName,
  headTitle,
  requirements,
  versionNumber,
}: {
  plan: PlanReference;
  /** The text that stands on this page. */
  read: Reading;
  mayCertify: boolean;
  receipt: PlanView["receipt"];
  actorName: string;
  headTitle: string;
  requirements: readonly RequirementText[];
  versionNumber: number;
}) {
  const router = useRouter();
  const [idempotencyKey] = useState(() => newKey());
  const form = useForm<SubmitPlanInput>({
    // The summary takes the focus and leads on to the fields.
    shouldFocusError: false,
    resolver: zodResolver(submitPlanSchema),
    defaultValues: { ...plan, read, typedName: "", password: "", idempotencyKey },
  });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [unmet, setUnmet] = useState<readonly RequirementOutcome[]>([]);
  const [changed, setChanged] = useState<readonly ChangedSection[]>([]);
  const [isFiled, setIsFiled] = useState(false);
  const isSending = useRef(false);
  const base = `/department/${plan.departmentCode}/plans/${plan.directiveCode}`;

  const submit = form.handleSubmit(async (values) => {
    if (isSending.current) return;
    isSending.current = true;
    setProblem(null);
    setUnmet([]);
    setChanged([]);
    const answer = await submitPlanAction({ ...values, read, idempotencyKey }).catch(() => null);
    if (answer?.ok) {
      // Stays in sending: the receipt is on its way, and a second press has nothing to do.
      setIsFiled(true);
      // In the form's place: Back leads past what has been sent.
      router.replace(`/department/${plan.departmentCode}/receipts/${answer.data.versionId}`);
      return;
    }
    isSending.current = false;
    if (!answer) {
      setProblem({
        code: "NO_CONNECTION",
        message: "There is no connection. Nothing is lost: press the button again, and one version is filed.",
      });
      return;
    }
    const { error } = answer;
    const message = error.fieldErrors?.[fieldOf[error.code] ?? ""] ?? planMessages[error.code];
    const field = fieldOf[error.code];
    if (field) {
      form.setError(field, { message: message ?? "" });
      return;
    }
    if (error.details && "outcomes" in error.details) setUnmet(error.details.outcomes);
    if (error.details && "changed" in error.details) {
      setChanged(error.details.changed);
      // The page shows the new text; what stands in the fields stays.
      router.refresh();
    }
    if (error.code === "WRONG_STATE") {
      router.refresh();
      setProblem({ code: error.code, message: movedOn });
      return;
    }
    const reference =
      error.details && "reference" in error.details ? ` Reference: ${error.details.reference}` : "";
    setProblem({
      code: error.code,
      message: (message ?? planMessages.UNEXPECTED ?? "") + reference,
    });
  });

  const { errors, isSubmitting, submitCount } = form.formState;
  const fieldProblems = (["typedName", "password"] as const).flatMap((name) => {
    const message = errors[name]?.message;
    return message ? [{ href: `#${name}`, message }] : [];
  });
  const summary = problem
    ? [{ href: `#${placeOf(problem, unmet)}`, message: problem.message }]
    : fieldProblems;
  const hasMovedOn = problem?.code === "WRONG_STATE";
  if (!mayCertify && !hasMovedOn) return null;
  return (
    <Card title="Certify and submit">
      <FormProvider {...form}>
        <form
          method="post"
          onSubmit={submit}
          noValidate
          className="print-hidden flex max-w-[36rem] flex-col gap-5"
        >
          <ErrorSummary errors={summary} attempt={submitCount} />
          {unmet.length > 0 && (
            <div id="unmet" tabIndex={-1}>
              <Notice tone="late" title="Required items that are not met">
                <UnmetList outcomes={unmet} requirements={requirements} base={base} />
              </Notice>
            </div>
          )}
          {changed.length > 0 && (
            <Notice tone="attention" title="Changed since you opened this page, and shown above as it is now">
              <ul className="list-disc pl-5">
                {changed.map(({ section, changedByName }) => (
                  <li key={section}>
                    <a href={`#section-${section}`}>{sectionLabels[section]}</a>
                    {changedByName && `, by ${changedByName}`}
                  </li>
                ))}
              </ul>
              <p>Read what is new, then press the button again.</p>
            </Notice>
          )}
          {hasMovedOn && receipt && (
            <p>
              <Link
                id={newestReceipt}
                href={`/department/${plan.departmentCode}/receipts/${receipt.versionId}`}
              >
                Receipt of version {receipt.number}
              </Link>
            </p>
          )}
          {problem?.code === "UNAUTHENTICATED" && (
            <p>
              <a href="/sign-in" target="_blank" rel="noreferrer">
                Sign in again in a new tab
              </a>
            </p>
          )}
          {mayCertify && (
            <>
              <p>
                I have read this plan. I certify, as {headTitle}, that it is the department's plan and that
                its answers are true to my knowledge.
              </p>
              <TextField
                name="typedName"
                label="Your name"
                hint={`As it stands in your account: ${actorName}`}
                autoComplete="name"
              />
              <TextField
                name="password"
                label="Your password"
                type="password"
                autoComplete="current-password"
              />
              <div>
                <Button
                  id={submitButton}
                  type="submit"
                  aria-busy={isSubmitting || isFiled}
                  className="max-sm:w-full"
                >
                  {isSubmitting || isFiled ? "Filing…" : `Certify and submit version ${versionNumber}`}
                </Button>
              </div>
            </>
          )}
        </form>
      </FormProvider>
    </Card>
  );
}

/** Where the way out of a problem stands. */
function placeOf({ code }: Problem, unmet: readonly RequirementOutcome[]): string {
  if (code === "WRONG_STATE") return newestReceipt;
  return unmet.length > 0 ? "unmet" : submitButton;
}
