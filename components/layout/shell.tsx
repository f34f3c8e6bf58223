import Link from "next/link";
import type { ReactNode } from "react";
import { Navigation, type Place } from "./navigation";

/**
 * The frame of every page behind the sign-in. On a desk a slim rail on the left; on a phone a line above and a bar
 * of at most four places below, within the thumb's reach.
 */
export function Shell({
  identity,
  places,
  inbox,
  signOut,
  children,
}: {
  identity: { name: string; role: string; place: string };
  places: readonly Place[];
  /** Leads to the inbox: in the rail on a desk, in the line above on a phone, so that the bar keeps four places. */
  inbox: ReactNode;
  signOut: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-1 flex-col lg:flex-row">
      <header className="print-hidden flex items-center justify-between gap-4 border-line border-b bg-surface px-4 py-2 lg:sticky lg:top-0 lg:h-dvh lg:w-60 lg:shrink-0 lg:flex-col lg:items-stretch lg:justify-start lg:gap-6 lg:border-r lg:border-b-0 lg:px-4 lg:py-6">
        <div className="min-w-0">
          <p className="font-semibold text-14 lg:text-16">Directive 12 portal</p>
          <p className="truncate text-13 text-muted lg:mt-3 lg:whitespace-normal">{identity.place}</p>
          <p className="hidden text-13 text-muted lg:block">
            <Link href={accountPlace.href} className="inline-flex min-h-6 items-center">
              {identity.name}
              <span className="sr-only">: your account</span>
            </Link>
            , {identity.role}
          </p>
        </div>
        {places.length > 0 && <Navigation places={places} />}
        <div className="flex shrink-0 items-center gap-1 lg:flex-1 lg:flex-col lg:items-stretch">
          {inbox}
          <div className="lg:mt-auto">{signOut}</div>
        </div>
      </header>
      <main id="main" className="min-w-0 flex-1 px-4 pt-6 pb-24 sm:px-8 lg:pb-12 print:p-0">
        <p className="hidden text-13 text-muted print:mb-4 print:block">
          Directive 12 portal · {identity.place}
        </p>
        <div className="mx-auto flex max-w-6xl flex-col gap-6">{children}</div>
        <Foot places={[...places.filter(({ isSecondary }) => isSecondary), accountPlace]} />
      </main>
    </div>
  );
}

/** Everybody's own: at their name on a desk, at the foot on a phone. */
const accountPlace: Place = { href: "/account", label: "Your account" };

function Foot({ places }: { places: readonly Place[] }) {
  return (
    <nav aria-label="More" className="print-hidden mt-8 border-line border-t pt-2 lg:hidden">
      <ul>
        {places.map(({ href, label }) => (
          <li key={href}>
            <Link href={href} className="inline-flex min-h-11 items-center">
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
