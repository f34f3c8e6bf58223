"use client";

import { useFormContext } from "react-hook-form";
import { v4 as newRowId } from "uuid";
import { CheckboxGroupField, optionsOf, RadioGroupField } from "@/components/forms/choice-fields";
import { RepeatingGroup } from "@/components/forms/repeating-group";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import {
  type EscalationEntry,
  escalationRankLabels,
  weekdayLabels,
  weekdays,
} from "@/lib/features/plans/sections/protocols";

const newEntry = (): EscalationEntry => ({
  id: newRowId(),
  role: "",
  name: "",
  phone: "",
  rank: "",
  days: [],
  from: "",
  to: "",
});

export function EscalationFields() {
  return (
    <div className="flex flex-col gap-2">
      <RepeatingGroup
        name="escalation"
        label="Escalation chain"
        noun="contact"
        titleOf={(entry: EscalationEntry, index) => contactTitle(entry, index)}
        createRow={newEntry}
      >
        {(path) => <ContactFields path={path} />}
      </RepeatingGroup>
      <p className="text-14 text-muted">
        Together the contacts cover every hour of the week, with a primary and a backup who are two people.
      </p>
    </div>
  );
}

function contactTitle(entry: EscalationEntry, index: number): string {
  const who = entry.name?.trim() || entry.role?.trim() || `Contact ${index + 1}`;
  return entry.rank ? `${who} · ${escalationRankLabels[entry.rank]}` : who;
}

function ContactFields({ path }: { path: string }) {
  const { setValue } = useFormContext();
  const coverAlways = () => {
    setValue(`${path}.days`, [...weekdays], { shouldDirty: true });
    setValue(`${path}.from`, "00:00", { shouldDirty: true });
    setValue(`${path}.to`, "00:00", { shouldDirty: true });
  };
  return (
    <>
      <RadioGroupField
        name={`${path}.rank`}
        label="Called as"
        options={optionsOf(escalationRankLabels)}
        isInline
      />
      <TextField name={`${path}.name`} label="Name" />
      <TextField name={`${path}.role`} label="Post" width="md" />
      <TextField
        name={`${path}.phone`}
        label="Telephone"
        type="tel"
        inputMode="tel"
        width="md"
        hint="Answered in the hours below."
      />
      <CheckboxGroupField name={`${path}.days`} label="Days" options={optionsOf(weekdayLabels)} isInline />
      <div className="grid grid-cols-2 gap-4 sm:max-w-sm">
        <TextField name={`${path}.from`} label="From" type="time" />
        <TextField name={`${path}.to`} label="To" type="time" />
      </div>
      <p className="text-14 text-muted">
        An end at or before the start runs into the next day; midnight to midnight is the whole day.
      </p>
      <div>
        <Button variant="secondary" size="sm" onClick={coverAlways}>
          Every day, all hours
        </Button>
      </div>
    </>
  );
}
