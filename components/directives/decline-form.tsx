"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { AnswerForm } from "@/components/forms/answer-form";
import { TextAreaField } from "@/components/forms/text-area-field";
import { useAnswer } from "@/components/forms/use-answer";
import { declineRequestAction } from "@/lib/features/directives/actions";
import { extensionMessage } from "@/lib/features/directives/messages";
import { type DeclineRequestInput, declineRequestSchema } from "@/lib/features/directives/schema";

/** Declines a department's request for more time, with the answer that it reads. */
export function DeclineForm({
  directiveCode,
  departmentCode,
  requestId,
  back,
}: {
  directiveCode: string;
  departmentCode: string;
  requestId: string;
  back: string;
}) {
  const router = useRouter();
  const form = useForm<DeclineRequestInput>({
    shouldFocusError: false,
    resolver: zodResolver(declineRequestSchema),
    defaultValues: { directiveCode, departmentCode, requestId, answer: "" },
  });
  // The link that opened the form is gone.
  const { setFocus } = form;
  useEffect(() => setFocus("answer"), [setFocus]);
  const { send, problems } = useAnswer(form, ["answer"], extensionMessage);
  const save = form.handleSubmit(async (values) => {
    const answer = await send(() => declineRequestAction(values));
    if (answer?.ok) router.push(`${back}?done=declined`, { scroll: false });
  });
  return (
    <AnswerForm
      form={form}
      onSubmit={save}
      problems={problems}
      submit={{ label: "Decline the request", busyLabel: "Saving…" }}
      back={{ href: back, label: "Not now", scroll: false }}
    >
      <TextAreaField
        name="answer"
        label="Answer to the department"
        hint="Why not, and what it can do instead."
        rows={3}
      />
    </AnswerForm>
  );
}
