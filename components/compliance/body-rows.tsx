"use client";

import clsx from "clsx";
import Link from "next/link";
import { PhoneLink } from "@/components/liaisons/phone-link";
import { StatusTag } from "@/components/ui/status-tag";
import { type BodyRow, rowOf } from "./body-row";
import { useChanges, useLiveLine } from "./live-dashboard";

/**
 * The rows of bodies, for a table that folds into cards on a phone. They stand on the browser's side because of
 * their number: a row then travels as its words, where the browser is sent the whole markup of a server's component
 * a second time, and making that is most of what a page of fifty rows costs.
 */
export function BodyRows({
  rows,
  base,
  query,
}: {
  rows: readonly BodyRow[];
  base: string;
  /** Of the view that the rows stand in, for the way back. */
  query: string;
}) {
  return rows.map((row) => <Row key={row.code} row={row} base={base} query={query} />);
}

/** A row keeps its place while its words change; what changed comes in quietly. */
function Row({ row: drawn, base, query }: { row: BodyRow; base: string; query: string }) {
  const line = useLiveLine(drawn.code);
  const row = line ? rowOf(line) : drawn;
  const stateChanges = useChanges(row.tags.join());
  const metChanges = useChanges(row.met);
  return (
    <tr className="break-inside-avoid align-top phone:grid phone:grid-cols-[1fr_auto] phone:gap-x-4 phone:py-2">
      <th scope="row" className="w-[32%] py-2.5 pr-4 font-medium phone:w-auto phone:p-0">
        <Link
          href={`${base}/bodies/${row.code}${query}`}
          prefetch={false}
          className="phone:inline-flex phone:min-h-11 phone:items-center"
        >
          {row.name}
        </Link>
      </th>
      <td className="py-2.5 pr-4 phone:col-span-2 phone:row-start-2 phone:p-0">
        <span key={stateChanges} className={clsx("flex flex-wrap gap-1", stateChanges > 0 && "comes-in")}>
          {row.tags.map(([tone, words]) => (
            <StatusTag key={words} tone={tone}>
              {words}
            </StatusTag>
          ))}
        </span>
      </td>
      <td
        key={`met ${metChanges}`}
        className={clsx(
          "tabular whitespace-nowrap py-2.5 pr-4 text-right phone:col-start-2 phone:row-start-1 phone:self-center phone:p-0 phone:text-14",
          metChanges > 0 && "comes-in",
        )}
      >
        {row.met}
        <span className="hidden phone:inline"> met</span>
      </td>
      <td className={clsx("py-2.5 pr-4 text-14 phone:col-span-2 phone:p-0", row.isSettled && "phone:hidden")}>
        <Call row={row} />
      </td>
      <td className="whitespace-nowrap py-2.5 text-14 text-muted phone:hidden">{row.activity}</td>
    </tr>
  );
}

function Call({ row: { contact, office, phone, email, lack, isHead } }: { row: BodyRow }) {
  return (
    <span
      className={clsx(
        "flex flex-col phone:min-h-11 phone:flex-row phone:flex-wrap phone:items-center phone:justify-between phone:gap-x-4",
        !isHead && "xl:flex-row xl:flex-wrap xl:gap-x-3",
      )}
    >
      <span className="min-w-0">
        {contact}
        {office && <span className="text-muted">, {office}</span>}
        {lack && (
          <span className={clsx("block", lack === "attention" ? "text-attention" : "text-muted")}>
            No liaison designated
          </span>
        )}
      </span>
      {phone && <PhoneLink phone={phone} />}
      {email && (
        <a href={`mailto:${email}`} className="inline-flex min-h-6 items-center break-all phone:min-h-11">
          {email}
        </a>
      )}
    </span>
  );
}
