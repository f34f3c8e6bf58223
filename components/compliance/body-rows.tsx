"use client";

import clsx from "clsx";
import Link from "next/link";
import { PhoneLink } from "@/components/liaisons/phone-link";
import { StatusTag } from "@/components/ui/status-tag";
import type { Tone } from "@/components/ui/tone";

export type BodyRow = {
  readonly code: string;
  readonly name: string;
  readonly tags: readonly (readonly [tone: Tone, words: string])[];
  readonly met: string;
  /** Whom to call: the liaison, else the alternate, else the head of the body, by mail. */
  readonly contact: string;
  /** What the contact is, unless it is the liaison or its name says so. */
  readonly office: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  /** How much it matters that no liaison is designated; null where one is. */
  readonly lack: "attention" | "muted" | null;
  readonly isHead: boolean;
  /** Nothing is to be asked of it by telephone. */
  readonly isSettled: boolean;
  readonly activity: string;
};

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
  return rows.map((row) => (
    <tr
      key={row.code}
      className="break-inside-avoid align-top phone:grid phone:grid-cols-[1fr_auto] phone:gap-x-4 phone:py-2"
    >
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
        <span className="flex flex-wrap gap-1">
          {row.tags.map(([tone, words]) => (
            <StatusTag key={words} tone={tone}>
              {words}
            </StatusTag>
          ))}
        </span>
      </td>
      <td className="tabular whitespace-nowrap py-2.5 pr-4 text-right phone:col-start-2 phone:row-start-1 phone:self-center phone:p-0 phone:text-14">
        {row.met}
        <span className="hidden phone:inline"> met</span>
      </td>
      <td className={clsx("py-2.5 pr-4 text-14 phone:col-span-2 phone:p-0", row.isSettled && "phone:hidden")}>
        <Call row={row} />
      </td>
      <td className="whitespace-nowrap py-2.5 text-14 text-muted phone:hidden">{row.activity}</td>
    </tr>
  ));
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
