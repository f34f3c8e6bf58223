"use client";

import { CheckboxGroupField } from "@/components/forms/choice-fields";
import { TextField } from "@/components/forms/text-field";
import { languageName, languages } from "@/lib/kernel/languages";

/** How somebody is reached, the telephone first. `isOwn` lets the browser fill in the reader's own details. */
export function ContactFields({ isOwn, known = [] }: { isOwn: boolean; known?: readonly string[] }) {
  const listed = languages.map(({ code }) => code as string);
  const codes = [...listed, ...known.filter((code) => !listed.includes(code))];
  return (
    <>
      <TextField
        name="phone"
        label="Telephone"
        hint="With the area code. Calls at any hour go to this number."
        type="tel"
        inputMode="tel"
        autoComplete={isOwn ? "tel" : "off"}
        width="md"
      />
      <TextField name="hours" label="When it is answered" hint="As in 24 hours a day." width="md" />
      <TextField
        name="email"
        label="E-mail"
        type="email"
        inputMode="email"
        autoComplete={isOwn ? "email" : "off"}
        width="md"
      />
      <CheckboxGroupField
        name="languages"
        label="Languages spoken"
        options={codes.map((code) => ({ value: code, label: languageName(code) }))}
        isInline
      />
    </>
  );
}
