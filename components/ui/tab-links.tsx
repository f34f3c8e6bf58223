import clsx from "clsx";
import Link from "next/link";

export function TabLinks({ label, items }: { label: string; items: readonly { href: string; label: string; isCurrent: boolean }[] }) {
  return (
    <nav aria-label={label} className="print-hidden flex flex-wrap gap-x-1 border-line border-b">
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.isCurrent ? "page" : undefined}
          className={clsx(
            "-mb-px inline-flex min-h-11 items-center border-b-3 px-3 font-medium no-underline",
            item.isCurrent ? "border-action text-ink" : "border-transparent text-muted hover:text-ink",
          )}
        >
          {item.label}
        </Link>
      ))}
    </nav>
  );
}
