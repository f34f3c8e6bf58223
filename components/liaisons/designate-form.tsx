"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { AnswerForm } from "@/components/forms/answer-form";
import { DateField, TextField } from "@/components/forms/text-field";
import { useAnswer } from "@/components/forms/use-answer";
import { designateLiaisonAction } from "@/lib/features/liaisons/actions";
import { kindWords, liaisonMessage } from "@/lib/features/liaisons/messages";
import { type DesignateLiaisonInput, designateLiaisonSchema } from "@/lib/features/liaisons/schema";
import type { DesignationKind } from "@/lib/features/liaisons/types";
import { ContactFields } from "./contact-fields";

type Typed = z.input<typeof designateLiaisonSchema>;

const fields = ["name", "title", "effectiveOn", "phone", "hours", "email", "languages"] as const;

export function DesignateForm({
  departmentCode,
  kind,
  today,
  back,
}: {
  departmentCode: string;
  kind: DesignationKind;
  /** By the database's clock, where the City is. */
  today: string;
  back: string;
}) {
  const router = useRouter();
  const form = useForm<Typed, unknown, DesignateLiaisonInput>({
    // The summary takes the focus and leads on to the fields.
    shouldFocusError: false,
    resolver: zodResolver(designateLiaisonSchema),
    defaultValues: {
      departmentCode,
      kind,
      name: "",
      title: "",
      effectiveOn: today,
      phone: "",
      hours: "24 hours a day",
      email: "",
      languages: ["en"],
    },
  });
  const { send, problems } = useAnswer(form, fields, liaisonMessage);
  const save = form.handleSubmit(async (values) => {
    const answer = await send(() => designateLiaisonAction(values));
    if (answer?.ok) router.push(`${back}?done=designated-${kind}`);
  });
  return (
    <AnswerForm
      form={form}
      onSubmit={save}
      problems={problems}
      submit={{ label: `Designate as ${kindWords[kind]}`, busyLabel: "Saving…" }}
      back={{ href: back, label: "Cancel" }}
    >
      <TextField name="name" label="Name" width="md" />
      <TextField name="title" label="Title" hint="As in Principal librarian." width="md" />
      <DateField
        name="effectiveOn"
        label="In effect since"
        hint="Today, or the day on which it was decided."
      />
      <ContactFields isOwn={false} />
    </AnswerForm>
  );
}
