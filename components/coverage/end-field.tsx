"use client";

import { useFormContext } from "react-hook-form";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";

/** Until when, by one tap or to the minute. */
export function EndField({
  quickEnds,
  isOpen,
}: {
  quickEnds: readonly { readonly label: string; readonly value: string }[];
  /** Whether it may be left without an end. */
  isOpen: boolean;
}) {
  const { setValue, watch, clearErrors } = useFormContext<{ endsAt: string }>();
  const chosen = watch("endsAt");
  const choose = (value: string) => {
    setValue("endsAt", value, { shouldDirty: true });
    clearErrors("endsAt");
  };
  return (
    <div className="flex flex-col gap-3">
      <TextField
        name="endsAt"
        label="Until"
        hint={isOpen ? "Pacific time. Left empty: until it is taken back." : "Pacific time."}
        type="datetime-local"
        width="md"
      />
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">Choose the end by one tap</legend>
        {quickEnds.map(({ label, value }) => (
          <Button
            key={label}
            variant={chosen === value ? "primary" : "secondary"}
            aria-pressed={chosen === value}
            onClick={() => choose(value)}
          >
            {label}
          </Button>
        ))}
      </fieldset>
    </div>
  );
}
