import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import type { RedFlag } from "@/lib/features/plans/red-flags";

/** The clauses that a reviewer will question, each leading to where it stands. */
export function RedFlagList({
  redFlags,
  hrefOf,
}: {
  redFlags: readonly RedFlag[];
  hrefOf: (flag: RedFlag) => string;
}) {
  if (redFlags.length === 0) return null;
  return (
    <Notice tone="late" title="Clauses that a reviewer will question">
      <ul className="flex flex-col gap-2">
        {redFlags.map((flag) => (
          <li key={`${flag.kind}${flag.path}${flag.excerpt}`}>
            {flag.why} <Link href={hrefOf(flag)}>“{flag.excerpt}”</Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
