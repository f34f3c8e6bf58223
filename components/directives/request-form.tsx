"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { FormProvider, useForm } from "react-hook-form";
import { ErrorSummary } from "@/components/forms/error-summary";
import { TextAreaField } from "@/components/forms/text-area-field";
import { DateField } from "@/components/forms/text-field";
import { useAnswer } from "@/components/forms/use-answer";
import { Button } from "@/components/ui/button";
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
  const { isSubmitting, submitCount } = form.formState;
  return (
    <FormProvider {...form}>
      <form method="post" onSubmit={save} noValidate className="flex max-w-[36rem] flex-col gap-5">
        <ErrorSummary errors={problems} attempt={submitCount} />
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
        <Button type="submit" aria-busy={isSubmitting} className="sm:self-start">
          {isSubmitting ? "Sending…" : "Ask for more time"}
        </Button>
      </form>
    </FormProvider>
  );
}
