"use client";

import clsx from "clsx";
import Link from "next/link";
import type { SectionName } from "@/lib/features/plans/schema";
import { appearance, type Share, sharesOf } from "./heat-share";
import { useChanges, useLiveLine } from "./live-dashboard";

type HeatRow = { readonly code: string; readonly name: string; readonly shares: readonly Share[] };

type Table = { readonly sections: readonly SectionName[]; readonly base: string; readonly query: string };

/** The rows of the heat map, on the browser's side because of their number, and kept as the stream tells them. */
export function HeatRows({ rows, ...table }: Table & { rows: readonly HeatRow[] }) {
  return rows.map((row) => <Row key={row.code} row={row} {...table} />);
}

function Row({ row, sections, base, query }: Table & { row: HeatRow }) {
  const line = useLiveLine(row.code);
  const shares = line ? sharesOf(line, sections) : row.shares;
  return (
    <tr className="break-inside-avoid border-line border-b last:border-0">
      <th
        scope="row"
        className="sticky left-0 z-1 max-w-72 border-line border-r bg-surface px-3 text-left font-medium md:min-w-56 phone:max-w-40"
      >
        <Link
          href={`${base}/bodies/${row.code}${query}`}
          prefetch={false}
          className="inline-flex min-h-9 items-center py-1 phone:min-h-11"
        >
          {row.name}
        </Link>
      </th>
      {sections.map((section, place) => (
        <Cell key={section} share={shares[place] ?? [0, 0]} />
      ))}
    </tr>
  );
}

function Cell({ share: [met, total] }: { share: Share }) {
  const { mark, look } = appearance(met, total);
  const changes = useChanges(`${met}/${total}`);
  return (
    <td
      key={changes}
      className={clsx(
        "tabular whitespace-nowrap border-line border-l px-2 py-1.5 text-center",
        look,
        changes > 0 && "comes-in",
      )}
    >
      <span aria-hidden="true">{mark} </span>
      {total > 0 ? `${met}/${total}` : <span className="sr-only">nothing applies</span>}
    </td>
  );
}
