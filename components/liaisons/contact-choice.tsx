"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import {
  type ContactField,
  contactFields,
  contactLabels,
  contactText,
} from "@/lib/features/liaisons/messages";
import type { ContactDetails, StoredContact } from "@/lib/features/liaisons/types";
import { formatDateTime } from "@/lib/kernel/format-date";

type Side = "mine" | "theirs";

/** Two sets of contact details, field by field, to choose from. What only the other person changed is chosen first. */
export function ContactChoice({
  base,
  mine,
  theirs,
  onChosen,
}: {
  /** The details that both began with. */
  base: ContactDetails;
  mine: ContactDetails;
  theirs: StoredContact;
  onChosen: (chosen: ContactDetails) => Promise<void>;
}) {
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const differing = contactFields.filter((field) => contactText(field, mine) !== contactText(field, theirs));
  const [sides, setSides] = useState<Readonly<Partial<Record<ContactField, Side>>>>(() =>
    Object.fromEntries(
      differing.map((field) => [
        field,
        contactText(field, mine) === contactText(field, base) ? ("theirs" as const) : ("mine" as const),
      ]),
    ),
  );
  const [isSaving, setIsSaving] = useState(false);
  const save = async () => {
    if (isSaving) return;
    setIsSaving(true);
    const picked = (field: ContactField) => (sides[field] === "mine" ? mine : theirs);
    await onChosen({
      phone: picked("phone").phone,
      hours: picked("hours").hours,
      email: picked("email").email,
      languages: picked("languages").languages,
    });
  };
  return (
    <section aria-labelledby="choice-heading" className="flex max-w-[36rem] flex-col gap-4">
      <div ref={heading} tabIndex={-1}>
        <Notice
          tone="attention"
          title={<span id="choice-heading">{theirs.changedByName} changed these details meanwhile</span>}
        >
          <p>
            Saved {formatDateTime(theirs.changedAt)}. Choose which to keep; yours are not lost until you do.
          </p>
        </Notice>
      </div>
      {differing.map((field) => (
        <fieldset key={field} className="flex flex-col gap-2">
          <legend className="mb-1 font-medium">{contactLabels[field]}</legend>
          {(["mine", "theirs"] as const).map((side) => (
            <label
              key={side}
              className="flex min-h-11 cursor-pointer items-start gap-3 rounded-md border border-line bg-surface p-3"
            >
              <input
                type="radio"
                name={`choice-${field}`}
                checked={sides[field] === side}
                onChange={() => setSides((before) => ({ ...before, [field]: side }))}
              />
              <span className="min-w-0">
                <span className="block text-14 text-muted">
                  {side === "mine" ? "Yours" : theirs.changedByName}
                </span>
                <span className="block break-words">
                  {contactText(field, side === "mine" ? mine : theirs)}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      <div className="flex flex-col sm:flex-row">
        <Button onClick={save} aria-busy={isSaving}>
          {isSaving ? "Saving…" : "Save what I chose"}
        </Button>
      </div>
    </section>
  );
}
