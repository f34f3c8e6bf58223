import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
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
import { FilterChoice } from "./filter-choice";

const sortLabels: Readonly<Record<BodySort, string>> = {
  pressing: "Most pressing first",
  name: "Name, A to Z",
  "-name": "Name, Z to A",
  due: "Due first",
  "-due": "Due last",
  progress: "Least complete first",
  "-progress": "Most complete first",
  state: "State, from not started",
  "-state": "State, from accepted",
  activity: "Quiet the longest",
  "-activity": "Latest activity first",
};

export const groupLabels: Readonly<Record<(typeof bodyFilters)[number], string>> = {
  filed: "Filed",
  filed_on_time: "Filed on time",
  filed_late: "Filed late",
  owing: "Still to file",
  required: "Required",
  invited: "Invited",
};

/**
 * Search, filters and order of the list: a plain form that writes them into the address. On a phone the choices fold
 * away under a line that says how many are made.
 */
export function BodyFilters({ view, base }: { view: BodyView; base: string }) {
  const made = [view.state, view.group, view.kind, view.owes].filter(Boolean).length;
  return (
    <form
      action={`${base}#bodies`}
      method="get"
      className="print-hidden grid grid-cols-[1fr_auto] items-end gap-3 "
      aria-label="Find bodies"
    >
      <label className="col-start-1 row-start-1 flex min-w-0 flex-col gap-1 text-14 md:max-w-[28rem]">
        Name
        <input type="search" name="q" defaultValue={view.q} autoComplete="off" className="w-full" />
      </label>
      <Disclosure
        summary={`Filters and order${made > 0 ? `, ${made} set` : ""}`}
        className="open-on-desk col-span-full row-start-2 md:col-span-1"
      >
        <div className="grid grid-cols-2 gap-3 md:grid-cols-3 lg:grid-cols-[repeat(4,minmax(0,1fr))_13.5rem]">
          <FilterChoice
            name="state"
            label="State"
            value={view.state}
            options={bodyStates.map((value) => [value, bodyStateLabels[value]])}
          />
          <FilterChoice
            name="group"
            label="Filing"
            value={view.group}
            options={bodyFilters.map((value) => [value, groupLabels[value]])}
          />
          <FilterChoice
            name="kind"
            label="Kind"
            value={view.kind}
            options={departmentKinds.map((value) => [value, departmentKindLabels[value]])}
          />
          <FilterChoice
            name="owes"
            label="Owes in"
            value={view.owes}
            options={sectionNames.map((value) => [value, sectionLabels[value]])}
          />
          <FilterChoice
            name="sort"
            label="Order"
            value={view.sort}
            options={bodySorts.map((value) => [value, sortLabels[value]])}
            isRequired
          />
        </div>
      </Disclosure>
      {view.requirement && <input type="hidden" name="requirement" value={view.requirement} />}
      <Button type="submit" className="col-start-2 row-start-1 md:row-start-2">
        Show
      </Button>
    </form>
  );
}
