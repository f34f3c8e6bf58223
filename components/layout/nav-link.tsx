"use client";

import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** A place in the navigation, marked when the reader is in it or below it. */
export function NavLink({
  href,
  isExact,
  children,
}: {
  href: string;
  isExact: boolean;
  children: ReactNode;
}) {
  const pathname = usePathname();
  const isCurrent = isExact ? pathname === href : pathname === href || pathname.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={isCurrent ? "page" : undefined}
      className={clsx(
        "flex min-h-11 items-center rounded-md px-3 font-medium no-underline max-lg:flex-col max-lg:justify-center max-lg:px-2 max-lg:text-13 max-lg:text-center lg:min-h-10",
        isCurrent
          ? "bg-sunken text-ink lg:border-action lg:border-l-4"
          : "text-muted hover:bg-sunken hover:text-ink",
      )}
    >
      {children}
    </Link>
  );
}
