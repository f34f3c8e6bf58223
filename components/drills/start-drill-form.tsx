"use client";

import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { AnswerForm } from "@/components/forms/answer-form";
import { CheckboxGroupField, RadioGroupField } from "@/components/forms/choice-fields";
import { TextField } from "@/components/forms/text-field";
import { useAnswer } from "@/components/forms/use-answer";
import { startDrillAction } from "@/lib/features/drills/actions";
import { drillMessage } from "@/lib/features/drills/messages";

type Values = { title: string; minutes: string; scope: "all" | "some"; departmentCodes: string[] };

const fields = ["title", "minutes", "scope", "departmentCodes"] as const;

/** Starts a drill. The id comes with the page, so that two presses start one. */
export function StartDrillForm({
  drillId,
  departments,
  hint,
}: {
  drillId: string;
  departments: readonly { readonly code: string; readonly name: string }[];
  hint: string;
}) {
  const router = useRouter();
  const form = useForm<Values>({
    shouldFocusError: false,
    defaultValues: { title: "Readiness drill", minutes: "30", scope: "all", departmentCodes: [] },
  });
  const { send, problems } = useAnswer(form, fields, drillMessage);
  const isSome = form.watch("scope") === "some";
  const start = form.handleSubmit(async ({ departmentCodes, ...values }) => {
    const chosen = values.scope === "some" ? departmentCodes : [];
    const answer = await send(() => startDrillAction({ ...values, drillId, departmentCodes: chosen }));
    if (answer?.ok) router.push(`/mayor/drills/${drillId}`);
  });
  return (
    <AnswerForm
      form={form}
      onSubmit={start}
      problems={problems}
      submit={{ label: "Start the drill", busyLabel: "Starting…" }}
      back={{ href: "/mayor/drills", label: "Cancel" }}
    >
      <TextField name="title" label="Name of the drill" width="md" />
      <TextField
        name="minutes"
        label="Minutes to answer"
        hint="Later answers count as late."
        inputMode="numeric"
        width="sm"
      />
      <RadioGroupField
        name="scope"
        label="Who is called"
        options={[
          { value: "all", label: "Liaison and alternate of every department" },
          { value: "some", label: "Of some departments" },
        ]}
      />
      {isSome && (
        <CheckboxGroupField
          name="departmentCodes"
          label="Departments"
          hint={hint}
          options={departments.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
    </AnswerForm>
  );
}
