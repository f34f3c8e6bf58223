import clsx from "clsx";
import Link from "next/link";
import { Button } from "@/components/ui/button";
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
      <nav aria-label="Filter the directory">
        <ul className="flex flex-wrap gap-2">
          {filters.map(([show, label, count]) => {
            const isCurrent = view.show === show;
            return (
              <li key={label}>
                <Link
                  href={`${address}${directoryQuery({ q: view.q, ...(show && { show }) })}`}
                  aria-current={isCurrent ? "true" : undefined}
                  className={clsx(
                    "tabular inline-flex min-h-11 items-center gap-2 rounded-md border px-3 text-14 no-underline",
                    isCurrent
                      ? "border-action bg-action font-medium text-on-action hover:text-on-action"
                      : "border-line bg-surface text-ink hover:bg-sunken hover:text-ink",
                  )}
                >
                  {label}{" "}
                  <span className={isCurrent ? "" : "text-muted"}>{count.toLocaleString("en-US")}</span>
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
    </div>
  );
}
