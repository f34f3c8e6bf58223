"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRef, useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { RadioGroupField } from "@/components/forms/choice-fields";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { savePreferencesAction } from "@/lib/features/notifications/actions";
import { deliveryLabels, notificationMessage } from "@/lib/features/notifications/messages";
import { type SavePreferencesInput, savePreferencesSchema } from "@/lib/features/notifications/schema";
import type { PreferenceGroup, PreferenceLine } from "@/lib/features/notifications/types";

type Problem = { readonly href: string; readonly message: string };

const isOpen = (line: PreferenceLine) => line.choices.length > 1;

export function PreferencesForm({ groups }: { groups: readonly PreferenceGroup[] }) {
  const kinds = groups.flatMap((group) => group.kinds).filter(isOpen);
  const form = useForm<SavePreferencesInput>({
    // The summary takes the focus and leads on to the fields.
    shouldFocusError: false,
    resolver: zodResolver(savePreferencesSchema),
    defaultValues: { choices: Object.fromEntries(kinds.map(({ kind, chosen }) => [kind, chosen])) },
  });
  const [refusals, setRefusals] = useState<readonly Problem[]>([]);
  const [saved, setSaved] = useState(0);
  const isSending = useRef(false);
  const { errors, isSubmitting, submitCount } = form.formState;

  const save = form.handleSubmit(async (values) => {
    if (isSending.current) return;
    isSending.current = true;
    setRefusals([]);
    setSaved(0);
    const answer = await savePreferencesAction(values).catch(() => null);
    isSending.current = false;
    if (answer?.ok) return setSaved((times) => times + 1);
    const error = answer?.error ?? { code: "NO_CONNECTION" };
    const fields = Object.entries(("fieldErrors" in error && error.fieldErrors) || {});
    const first = `#choices.${kinds[0]?.kind ?? ""}`;
    setRefusals(
      fields.length > 0
        ? fields.map(([field, message]) => ({ href: `#${field}`, message }))
        : [{ href: first, message: notificationMessage(error) }],
    );
  });

  const problems = [
    ...refusals,
    ...kinds.flatMap(({ kind }) => {
      const message = errors.choices?.[kind]?.message;
      return message ? [{ href: `#choices.${kind}`, message }] : [];
    }),
  ];
  return (
    <FormProvider {...form}>
      <form method="post" onSubmit={save} noValidate className="flex max-w-[44rem] flex-col gap-8">
        <ErrorSummary errors={problems} attempt={submitCount} />
        {groups.map(({ title, kinds: lines }) => (
          <section key={title} className="flex flex-col gap-6">
            <h2 className="border-line border-b pb-2 text-18">{title}</h2>
            {lines.map((line) =>
              isOpen(line) ? <Choice key={line.kind} line={line} /> : <Fixed key={line.kind} line={line} />,
            )}
          </section>
        ))}
        <div role="status">
          {saved > 0 && (
            <Notice tone="done" title="Saved">
              <p>It holds from now on. What is on its way already reaches you as before.</p>
            </Notice>
          )}
        </div>
        <div className="flex flex-col gap-3 sm:flex-row">
          <Button type="submit" aria-busy={isSubmitting}>
            {isSubmitting ? "Saving…" : "Save"}
          </Button>
          <ButtonLink variant="quiet" href="/inbox">
            Back to the inbox
          </ButtonLink>
        </div>
      </form>
    </FormProvider>
  );
}

function Choice({ line }: { line: PreferenceLine }) {
  const options = line.choices.map((delivery) => ({
    value: delivery,
    label: delivery === line.usual ? `${deliveryLabels[delivery]} (usual)` : deliveryLabels[delivery],
  }));
  return (
    <RadioGroupField
      name={`choices.${line.kind}`}
      label={line.label}
      hint={[line.description, line.floorReason && `It cannot be quieter: ${lowered(line.floorReason)}`]
        .filter(Boolean)
        .join(" ")}
      options={options}
      isInline
    />
  );
}

/** What nobody can turn down, in words and not as a field that does nothing. */
function Fixed({ line }: { line: PreferenceLine }) {
  return (
    <div className="flex flex-col gap-1">
      <h3 className="font-medium text-16">{line.label}</h3>
      <p className="text-14 text-muted">{line.description}</p>
      <p>
        {deliveryLabels[line.chosen]}, always. <span className="text-muted">{line.floorReason}</span>
      </p>
    </div>
  );
}

const lowered = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1);
