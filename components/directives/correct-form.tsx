"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { AnswerForm } from "@/components/forms/answer-form";
import { TextAreaField } from "@/components/forms/text-area-field";
import { DateField } from "@/components/forms/text-field";
import { useAnswer } from "@/components/forms/use-answer";
import { Button } from "@/components/ui/button";
import { correctExtensionAction } from "@/lib/features/directives/actions";
import { extensionMessage } from "@/lib/features/directives/messages";
import { type CorrectExtensionInput, correctExtensionSchema } from "@/lib/features/directives/schema";

/** Puts the newest extension right with another day; the wrong one stays on record. */
export function CorrectForm({
  directiveCode,
  departmentCode,
  extensionId,
  dueText,
  original,
  back,
}: {
  directiveCode: string;
  departmentCode: string;
  extensionId: string;
  /** As it is in force. */
  dueText: string;
  /** The original last day, as "YYYY-MM-DD" and in words. */
  original: { readonly day: string; readonly text: string };
  back: string;
}) {
  const router = useRouter();
  const form = useForm<CorrectExtensionInput>({
    shouldFocusError: false,
    resolver: zodResolver(correctExtensionSchema),
    defaultValues: { directiveCode, departmentCode, extensionId, day: "", reason: "" },
  });
  // The link that opened the form is gone.
  const { setFocus } = form;
  useEffect(() => setFocus("day"), [setFocus]);
  const { send, problems } = useAnswer(form, ["day", "reason"], extensionMessage);
  const save = form.handleSubmit(async (values) => {
    const answer = await send(() => correctExtensionAction(values));
    if (answer?.ok) router.push(`${back}?done=corrected`, { scroll: false });
  });
  const takeBack = () => form.setValue("day", original.day, { shouldValidate: true });
  return (
    <AnswerForm
      form={form}
      onSubmit={save}
      problems={problems}
      submit={{ label: "Correct the extension", busyLabel: "Saving…" }}
      back={{ href: back, label: "Not now", scroll: false }}
    >
      <div className="flex flex-col gap-2">
        <DateField
          name="day"
          label="The right last day"
          hint={`In place of ${dueText}. A day that has passed makes the body overdue at once.`}
        />
        <Button variant="quiet" size="sm" className="self-start" onClick={takeBack}>
          Back to the original day, {original.text}
        </Button>
      </div>
      <TextAreaField
        name="reason"
        label="What was wrong"
        hint="The department reads it; both dates stay on record."
        rows={3}
      />
    </AnswerForm>
  );
}
