import { Button } from "@/components/ui/button";
import { TabLinks } from "@/components/ui/tab-links";
import { type DirectoryFilter, type DirectoryView, directoryQuery } from "@/lib/features/liaisons/schema";
import type { DirectoryCounts } from "@/lib/features/liaisons/types";

const address = "/mayor/liaisons";

/** Search and filters of the directory: all of it stands in the address, so that a view can be shared. */
export function DirectorySearch({ view, counts }: { view: DirectoryView; counts: DirectoryCounts }) {
  const filters: readonly (readonly [filter: DirectoryFilter | undefined, label: string, count: number])[] = [
    [undefined, "All", counts.departments],
    ["no_liaison", "No liaison", counts.withoutLiaison],
    ["no_alternate", "No alternate", counts.withoutAlternate],
    ["incomplete", "No liaison or no alternate", counts.incomplete],
    ["not_accepted", "Duties not accepted", counts.notAccepted],
  ];
  return (
    <div className="print-hidden flex flex-col gap-4">
      <form
        action={address}
        method="get"
        aria-label="Find a liaison"
        className="flex max-w-[36rem] items-end gap-3"
      >
        <label className="flex min-w-0 flex-1 flex-col gap-1 text-14">
          Department or person
          <input type="search" name="q" defaultValue={view.q} autoComplete="off" className="w-full" />
        </label>
        {view.show && <input type="hidden" name="show" value={view.show} />}
        <Button type="submit">Search</Button>
      </form>
      <TabLinks
        label="Filter the directory"
        tabs={filters.map(([show, label, count]) => ({
          href: `${address}${directoryQuery({ q: view.q, ...(show && { show }) })}`,
          label,
          count,
          isCurrent: view.show === show,
        }))}
      />
    </div>
  );
}
