import clsx from "clsx";
import Link from "next/link";

/** Ways to see the same thing, each at its own address. */
export function TabLinks({
  label,
  tabs,
}: {
  label: string;
  tabs: readonly {
    readonly href: string;
    readonly label: string;
    readonly isCurrent: boolean;
    /** How much is to be seen there. */
    readonly count?: number | undefined;
  }[];
}) {
  return (
    <nav aria-label={label} className="print-hidden">
      <ul className="flex flex-wrap gap-2">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              aria-current={tab.isCurrent ? "true" : undefined}
              className={clsx(
                "tabular inline-flex min-h-11 items-center gap-2 rounded-md border px-3 text-14 no-underline",
                tab.isCurrent
                  ? "border-action bg-action font-medium text-on-action hover:text-on-action"
                  : "border-line bg-surface text-ink hover:bg-sunken hover:text-ink",
              )}
            >
              {tab.label}
              {tab.count !== undefined && (
                <>
                  {" "}
                  <span className={tab.isCurrent ? "" : "text-muted"}>
                    {tab.count.toLocaleString("en-US")}
                  </span>
                </>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
