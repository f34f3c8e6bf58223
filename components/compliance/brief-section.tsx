import clsx from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { PhoneLink } from "@/components/liaisons/phone-link";
import type { BriefLine, BriefSection } from "@/lib/features/compliance/brief";

/** A part of the sheet under its heading. */
export function BriefPart({
  heading,
  className,
  children,
}: {
  heading: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      className={clsx(
        "flex min-w-0 flex-col gap-2 border-line border-t pt-4 print:gap-0.5 print:pt-1",
        className,
      )}
    >
      <h2 className="text-18 print:text-14">{heading}</h2>
      {children}
    </section>
  );
}

/** Lines of bodies, each with what is to be known of it; how many there are in all, and where the rest is. */
export function BriefLines({ part }: { part: BriefSection }) {
  const { lines, more, empty } = part;
  if (lines.length === 0) return <p className="text-muted">{empty}</p>;
  return (
    <ul className="flex flex-col gap-1 max-md:gap-2 print:gap-0">
      {lines.map((line) => (
        <Line key={line.key} line={line} />
      ))}
      {more && (
        <li>
          <Link href={more.href} className="inline-flex min-h-11 items-center md:min-h-6 print:min-h-0">
            {more.text}
          </Link>
        </li>
      )}
    </ul>
  );
}

function Line({ line: { name, href, detail, contact } }: { line: BriefLine }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-2 leading-snug print:leading-[1.25]">
      <Link
        href={href}
        className="inline-flex min-h-11 items-center font-medium md:min-h-6 print:min-h-0 print:text-[0.72rem]"
      >
        {name}
      </Link>
      <span className="text-14 text-muted print:text-[0.72rem]">{detail}</span>
      {contact && (
        <span className="flex basis-full flex-wrap items-baseline gap-x-3 text-14 print:text-[0.72rem]">
          {contact.words}
          {contact.phone && <PhoneLink phone={contact.phone} className="font-medium print:min-h-0" />}
        </span>
      )}
    </li>
  );
}

/** A heading with how many stand under it in all. */
export function Counted({ heading, total }: { heading: string; total: number }) {
  if (total === 0) return heading;
  return (
    <>
      {heading} <span className="tabular font-normal text-muted">({total.toLocaleString("en-US")})</span>
    </>
  );
}
