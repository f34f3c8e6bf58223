"use client";

import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";

export type Place = {
  readonly href: string;
  readonly label: string;
  /** On a phone it stands at the foot of the page: the bar keeps four places. */
  readonly isSecondary?: true;
};

/** The places open to the reader. The one they are in is marked: of those that their address lies below, the nearest. */
export function Navigation({ places }: { places: readonly Place[] }) {
  const pathname = usePathname();
  const above = places.filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`));
  const current = above.toSorted((a, b) => b.href.length - a.href.length)[0];
  return (
    <nav
      aria-label="Main"
      className="max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-10 max-lg:border-line max-lg:border-t max-lg:bg-surface max-lg:px-1 max-lg:pb-[env(safe-area-inset-bottom)]"
    >
      <ul className="flex max-lg:justify-around lg:flex-col lg:gap-1">
        {places.map((place) => (
          <li
            key={place.href}
            className={clsx("min-w-0 max-lg:flex-auto", place.isSecondary && "max-lg:hidden")}
          >
            <Link
              href={place.href}
              aria-current={place === current ? (pathname === place.href ? "page" : "true") : undefined}
              className={clsx(
                "flex min-h-11 items-center rounded-md px-3 font-medium no-underline max-lg:flex-col max-lg:justify-center max-lg:rounded-none max-lg:border-t-4 max-lg:px-1 max-lg:pb-1 max-lg:text-13 max-lg:text-center lg:min-h-10 lg:border-l-4",
                place === current
                  ? "border-action bg-sunken text-ink"
                  : "border-transparent text-muted hover:bg-sunken hover:text-ink",
              )}
            >
              {place.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
