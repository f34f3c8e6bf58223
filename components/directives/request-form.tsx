"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { AnswerForm } from "@/components/forms/answer-form";
import { TextAreaField } from "@/components/forms/text-area-field";
import { DateField } from "@/components/forms/text-field";
import { useAnswer } from "@/components/forms/use-answer";
import { requestExtensionAction } from "@/lib/features/directives/actions";
import { extensionMessage } from "@/lib/features/directives/messages";
import { type RequestExtensionInput, requestExtensionSchema } from "@/lib/features/directives/schema";

/** A department asks the Mayor's Office for a later deadline. */
export function RequestForm({
  directiveCode,
  departmentCode,
  dueText,
  back,
}: {
  directiveCode: string;
  departmentCode: string;
  dueText: string;
  back: string;
}) {
  const router = useRouter();
  const form = useForm<RequestExtensionInput>({
    shouldFocusError: false,
    resolver: zodResolver(requestExtensionSchema),
    defaultValues: { directiveCode, departmentCode, day: "", reason: "" },
  });
  const { send, problems } = useAnswer(form, ["day", "reason"], extensionMessage);
  const save = form.handleSubmit(async (values) => {
    const answer = await send(() => requestExtensionAction(values));
    if (answer?.ok) router.push(`${back}?done=requested`, { scroll: false });
  });
  return (
    <AnswerForm
      form={form}
      onSubmit={save}
      problems={problems}
      submit={{ label: "Ask for more time", busyLabel: "Sending…" }}
    >
      <DateField
        name="day"
        label="The last day you ask for"
        hint={`After the one in force now: ${dueText}.`}
      />
      <TextAreaField
        name="reason"
        label="What stands in the way"
        hint="What is missing, who works on it, and why it needs until that day."
        rows={4}
      />
    </AnswerForm>
  );
}
