"use client";

import { CheckboxGroupField } from "@/components/forms/choice-fields";
import { languages } from "@/lib/kernel/languages";

const options = languages.map(({ code, name }) => ({ value: code, label: name }));

export function LanguagesField({ name, label = "Languages" }: { name: string; label?: string }) {
  return <CheckboxGroupField name={name} label={label} options={options} isInline />;
}
