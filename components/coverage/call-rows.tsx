import Link from "next/link";
import { PhoneLink } from "@/components/liaisons/phone-link";
import { callQuery } from "@/lib/features/coverage/schema";
import type { CallAnswer } from "@/lib/features/coverage/types";

type Row = {
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly facility: { readonly id: string; readonly name: string } | null;
  readonly answer: CallAnswer;
};

/** What else a search may have meant, each with its own answer. */
export function CallRows({ hits }: { hits: readonly Row[] }) {
  return (
    <ul className="divide-y divide-line border-line border-y">
      {hits.map(({ departmentCode, departmentName, facility, answer }) => (
        <li
          key={`${departmentCode} ${facility?.id ?? ""}`}
          className="grid items-center gap-x-4 py-2 sm:grid-cols-2"
        >
          <div className="min-w-0">
            <Link
              href={`/mayor/call${callQuery({ department: departmentCode, ...(facility && { facility: facility.id }) })}`}
              prefetch={false}
              className="inline-flex min-h-11 items-center font-medium sm:min-h-6"
            >
              {facility?.name ?? departmentName}
            </Link>
            {facility && <p className="text-14 text-muted">{departmentName}</p>}
          </div>
          {answer.isFound ? (
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span>{answer.person.name}</span>
              <PhoneLink phone={answer.person.phone} className="font-medium" />
            </p>
          ) : (
            <p className="text-attention">
              <span aria-hidden="true">▲ </span>Nobody to call
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
