"use client";

import { useState } from "react";
import { useController } from "react-hook-form";
import { SelectField } from "@/components/forms/choice-fields";
import { FieldGroup } from "@/components/forms/field";

export type FacilityName = { readonly id: string; readonly name: string };

const shownAtOnce = 60;

function facilityOptions(facilities: readonly FacilityName[]) {
  return facilities.map(({ id, name }, index) => ({
    value: id,
    label: name.trim() || `Facility ${index + 1}, not named yet`,
  }));
}

export function FacilityField({ name, facilities }: { name: string; facilities: readonly FacilityName[] }) {
  return <SelectField name={name} label="Facility" options={facilityOptions(facilities)} />;
}

/** Several of the department's facilities, found by typing a part of the name; what was chosen stays listed first. */
export function FacilitiesField({
  name,
  label,
  facilities,
}: {
  name: string;
  label: string;
  facilities: readonly FacilityName[];
}) {
  const { field } = useController({ name });
  const chosen = new Set<string>(Array.isArray(field.value) ? field.value : []);
  const [query, setQuery] = useState("");
  const wanted = query.trim().toLowerCase();
  const options = facilityOptions(facilities);
  const matching = options.filter(
    ({ value, label: text }) => chosen.has(value) || text.toLowerCase().includes(wanted),
  );
  const shown = [...matching]
    .sort((a, b) => Number(chosen.has(b.value)) - Number(chosen.has(a.value)))
    .slice(0, shownAtOnce);
  const toggle = (id: string) =>
    field.onChange(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id]);
  const gone = [...chosen].filter((id) => !facilities.some((facility) => facility.id === id));
  const allIds = facilities.map(({ id }) => id);
  const areAll = allIds.length > 0 && allIds.every((id) => chosen.has(id));

  if (facilities.length === 0) {
    return (
      <FieldGroup
        name={name}
        label={label}
        hint="The section Facilities lists none yet. List them there, then choose here."
      >
        {null}
      </FieldGroup>
    );
  }
  return (
    <FieldGroup name={name} label={label} hint={`${chosen.size} of ${facilities.length} chosen.`}>
      <div className="max-h-72 overflow-y-auto rounded-md border border-line p-3">
        {facilities.length > 12 && (
          <input
            type="search"
            aria-label={`Find among the facilities for: ${label}`}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            className="mb-2 w-full"
            autoComplete="off"
          />
        )}
        <label className="flex min-h-11 cursor-pointer items-center gap-3 font-medium sm:min-h-9">
          <input type="checkbox" checked={areAll} onChange={() => field.onChange(areAll ? [] : allIds)} />
          All facilities
        </label>
        {shown.map(({ value, label: text }) => (
          <label key={value} className="flex min-h-11 cursor-pointer items-center gap-3 sm:min-h-9">
            <input type="checkbox" checked={chosen.has(value)} onChange={() => toggle(value)} />
            {text}
          </label>
        ))}
        {gone.map((id) => (
          <label key={id} className="flex min-h-11 cursor-pointer items-center gap-3 text-muted sm:min-h-9">
            <input type="checkbox" checked onChange={() => toggle(id)} />A facility that was removed
          </label>
        ))}
        {matching.length > shown.length && (
          <p className="text-14 text-muted">
            {matching.length - shown.length} more: type a part of the name to find them.
          </p>
        )}
      </div>
    </FieldGroup>
  );
}
