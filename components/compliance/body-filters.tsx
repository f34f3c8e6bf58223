import Link from "next/link";
import { Button } from "@/components/ui/button";
import {
  type BodySort,
  type BodyView,
  bodyFilters,
  bodySorts,
  bodyStates,
  departmentKindLabels,
  departmentKinds,
} from "@/lib/features/compliance/schema";
import { sectionLabels, sectionNames } from "@/lib/features/plans/schema";
import { bodyStateLabels } from "./body-state";

const sortLabels: Readonly<Record<BodySort, string>> = {
  pressing: "Most pressing first",
  name: "Name",
  due: "Due date",
  progress: "Least complete first",
  state: "State",
};

export const groupLabels: Readonly<Record<(typeof bodyFilters)[number], string>> = {
  filed: "Filed",
  filed_on_time: "Filed on time",
  filed_late: "Filed late",
  owing: "Still to file",
  required: "Required",
  invited: "Invited",
};

/** Search, filters and order of the list: a plain form that writes them into the address. */
export function BodyFilters({ view, base }: { view: BodyView; base: string }) {
  const isNarrowed = view.q || view.state || view.group || view.kind || view.owes || view.requirement;
  return (
    <form
      action={`${base}#bodies`}
      method="get"
      className="print-hidden flex flex-col gap-3"
      aria-label="Find bodies"
    >
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-6">
        <label className="col-span-2 flex flex-col gap-1 text-14">
          Name
          <input type="search" name="q" defaultValue={view.q} autoComplete="off" />
        </label>
        <Choice
          name="state"
          label="State"
          value={view.state}
          options={bodyStates.map((value) => [value, bodyStateLabels[value]])}
        />
        <Choice
          name="group"
          label="Filing"
          value={view.group}
          options={bodyFilters.map((value) => [value, groupLabels[value]])}
        />
        <Choice
          name="kind"
          label="Kind"
          value={view.kind}
          options={departmentKinds.map((value) => [value, departmentKindLabels[value]])}
        />
        <Choice
          name="owes"
          label="Owes in"
          value={view.owes}
          options={sectionNames.map((value) => [value, sectionLabels[value]])}
        />
      </div>
      <div className="flex flex-wrap items-end gap-3">
        <Choice
          name="sort"
          label="Order"
          value={view.sort}
          options={bodySorts.map((value) => [value, sortLabels[value]])}
          isRequired
        />
        {view.requirement && <input type="hidden" name="requirement" value={view.requirement} />}
        <Button type="submit">Show</Button>
        {isNarrowed && (
          <Link href={`${base}#bodies`} className="inline-flex min-h-11 items-center">
            Show all
          </Link>
        )}
      </div>
    </form>
  );
}

function Choice({
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
      <select name={name} defaultValue={value ?? ""} className="min-w-0">
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
