"use client";

/** One choice among the filters. On the browser's side, so that its options travel as words. */
export function FilterChoice({
  name,
  label,
  value,
  options,
  isRequired = false,
}: {
  name: string;
  label: string;
  value: string | undefined;
  options: readonly (readonly [value: string, label: string])[];
  isRequired?: boolean;
}) {
  return (
    <label className="flex min-w-0 flex-col gap-1 text-14">
      {label}
      <select name={name} defaultValue={value ?? ""} className="w-full min-w-0">
        {!isRequired && <option value="">Any</option>}
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
