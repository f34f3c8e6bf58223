import clsx from "clsx";
import Link from "next/link";

/** Ways to see the same thing, each at its own address. */
export function TabLinks({
  label,
  tabs,
}: {
  label: string;
  tabs: readonly { readonly href: string; readonly label: string; readonly isCurrent: boolean }[];
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
                "inline-flex min-h-11 items-center rounded-md border px-3 text-14 no-underline",
                tab.isCurrent
                  ? "border-action bg-action font-medium text-on-action hover:text-on-action"
                  : "border-line bg-surface text-ink hover:bg-sunken hover:text-ink",
              )}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
