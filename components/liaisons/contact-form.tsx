"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { AnswerForm } from "@/components/forms/answer-form";
import { useAnswer } from "@/components/forms/use-answer";
import { updateContactAction } from "@/lib/features/liaisons/actions";
import { liaisonMessage } from "@/lib/features/liaisons/messages";
import { type UpdateContactInput, updateContactSchema } from "@/lib/features/liaisons/schema";
import type { ContactDetails, Designation, StoredContact } from "@/lib/features/liaisons/types";
import { ContactChoice } from "./contact-choice";
import { ContactFields } from "./contact-fields";
import { useKeptContact } from "./use-kept-contact";

type Typed = z.input<typeof updateContactSchema>;

const fields = ["phone", "hours", "email", "languages"] as const;
const detailsOf = ({ phone, email, hours, languages }: ContactDetails) => ({
  phone,
  email,
  hours,
  languages: [...languages],
});

/**
 * How a designated person is reached. Details that somebody else changed meanwhile are put beside the typed ones, to
 * choose from; nothing typed is lost on the way, nor by a look at another page.
 */
export function ContactForm({
  departmentCode,
  designation,
  isOwn,
  actorId,
  back,
}: {
  departmentCode: string;
  designation: Designation;
  isOwn: boolean;
  actorId: string;
  back: string;
}) {
  const router = useRouter();
  const [base, setBase] = useState<ContactDetails>(() => detailsOf(designation));
  const [stale, setStale] = useState<{ mine: ContactDetails; theirs: StoredContact } | null>(null);
  const form = useForm<Typed, unknown, UpdateContactInput>({
    // The summary takes the focus and leads on to the fields.
    shouldFocusError: false,
    resolver: zodResolver(updateContactSchema),
    defaultValues: {
      departmentCode,
      designationId: designation.id,
      revision: designation.revision,
      ...detailsOf(designation),
    },
  });
  const { send, problems, forget } = useAnswer(form, fields, liaisonMessage);
  const kept = useKeptContact({
    personId: actorId,
    designationId: designation.id,
    form,
    base,
    onRestored: ({ revision, base: begunFrom, typed }) => {
      setBase(begunFrom);
      form.reset({ ...form.getValues(), ...typed, revision });
    },
  });

  const save = async (values: UpdateContactInput) => {
    const answer = await send(() => updateContactAction(values));
    if (answer?.ok) {
      kept.drop();
      router.push(`${back}?done=contact-${designation.kind}`);
      return;
    }
    const details = answer?.error.details;
    if (answer?.error.code !== "STALE_REVISION" || !details || !("revision" in details)) return;
    forget();
    setStale({ mine: detailsOf(values), theirs: details });
  };

  const choose = async (chosen: ContactDetails, theirs: StoredContact) => {
    const values = { ...form.getValues(), ...detailsOf(chosen), revision: theirs.revision };
    form.reset(values);
    setBase(detailsOf(theirs));
    setStale(null);
    await form.handleSubmit(save)();
  };

  if (stale) {
    return <ContactChoice base={base} {...stale} onChosen={(chosen) => choose(chosen, stale.theirs)} />;
  }
  return (
    <AnswerForm
      form={form}
      onSubmit={form.handleSubmit(save)}
      problems={problems}
      submit={{ label: "Save contact details", busyLabel: "Saving…" }}
      back={{ href: back, label: "Cancel", onClick: kept.drop }}
    >
      {kept.isRestored && (
        <p role="status" className="text-14 text-muted">
          Not saved yet: what you changed here is still below.
        </p>
      )}
      <ContactFields isOwn={isOwn} known={designation.languages} />
    </AnswerForm>
  );
}
