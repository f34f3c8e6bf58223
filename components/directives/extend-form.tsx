"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { AnswerForm } from "@/components/forms/answer-form";
import { TextAreaField } from "@/components/forms/text-area-field";
import { DateField } from "@/components/forms/text-field";
import { useAnswer } from "@/components/forms/use-answer";
import { extendDeadlinesAction } from "@/lib/features/directives/actions";
import { extensionMessage } from "@/lib/features/directives/messages";
import { type ExtendDeadlinesInput, extendDeadlinesSchema } from "@/lib/features/directives/schema";

/** Extends one body's deadline; where the department asks for it, with the day and the reason that it gave. */
export function ExtendForm({
  directiveCode,
  departmentCode,
  dueAt,
  dueText,
  timeZone,
  request,
  back,
}: {
  directiveCode: string;
  departmentCode: string;
  dueAt: string;
  dueText: string;
  timeZone: string;
  /** With the asked day as "YYYY-MM-DD". */
  request: { readonly id: string; readonly day: string; readonly reason: string } | null;
  back: string;
}) {
  const router = useRouter();
  const form = useForm<ExtendDeadlinesInput>({
    shouldFocusError: false,
    resolver: zodResolver(extendDeadlinesSchema),
    defaultValues: {
      directiveCode,
      bodies: [{ code: departmentCode, seenDueAt: dueAt, ...(request && { requestId: request.id }) }],
      day: request?.day ?? "",
      reason: request?.reason ?? "",
    },
  });
  const { send, problems } = useAnswer(form, ["day", "reason"], (error) => extensionMessage(error, timeZone));
  const save = form.handleSubmit(async (values) => {
    const answer = await send(() => extendDeadlinesAction(values));
    if (answer?.ok) router.push(`${back}?done=extended`, { scroll: false });
  });
  return (
    <AnswerForm
      form={form}
      onSubmit={save}
      problems={problems}
      submit={{ label: request ? "Grant the extension" : "Extend the deadline", busyLabel: "Saving…" }}
    >
      <DateField
        name="day"
        label="The new last day"
        hint={`Filing is on time until the midnight that ends it. In force now: ${dueText}.`}
      />
      <TextAreaField
        name="reason"
        label="Reason"
        hint={
          request
            ? "In the department's words; change them where your reason is another. It stands on the clock and the receipt."
            : "The department reads it; it stands on the clock and the receipt."
        }
        rows={3}
      />
    </AnswerForm>
  );
}
