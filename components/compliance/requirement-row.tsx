import Link from "next/link";
import { StatusTag } from "@/components/ui/status-tag";
import { viewQuery } from "@/lib/features/compliance/schema";
import type { RequirementTally } from "@/lib/features/compliance/types";
import type { RequirementText } from "@/lib/features/plans/types";

/** A requirement with how many required bodies have met it, and the way to those that have not. */
export function RequirementRow({ row, base }: { row: RequirementText & RequirementTally; base: string }) {
  const applies = row.met + row.owed;
  return (
    <li className="grid break-inside-avoid gap-x-6 gap-y-2 px-4 py-3 sm:px-6 lg:grid-cols-[1fr_16rem]">
      <div>
        <p>
          <span className="tabular mr-2 text-14 text-muted">{row.code}</span>
          {row.text}
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-2 text-13 text-muted">
          {row.sources.join("; ")}
          {row.standing === "advised" && <StatusTag tone="neutral">Advised</StatusTag>}
          {row.condition && <span>{row.condition}</span>}
        </p>
      </div>
      {applies > 0 ? (
        <Tally row={row} applies={applies} base={base} />
      ) : (
        <p className="text-14 text-muted">{whyNobody(row)}</p>
      )}
    </li>
  );
}

function whyNobody({ standing, directiveCode }: RequirementText): string {
  if (standing === "advised") return "Advised: not counted";
  if (directiveCode) return `Counts once Executive Directive ${directiveCode.replace(/\D/g, "")} is in force`;
  return "Applies to nobody now";
}

function Tally({ row, applies, base }: { row: RequirementTally; applies: number; base: string }) {
  return (
    <div>
      <div className="flex items-center justify-between gap-4">
        <p className="tabular text-14">
          Met by <span className="font-semibold">{row.met.toLocaleString("en-US")}</span> of{" "}
          {applies.toLocaleString("en-US")}
        </p>
        {row.owed > 0 && (
          <Link
            href={`${base}${viewQuery({ requirement: row.code, group: "required" })}#bodies`}
            prefetch={false}
            className="tabular inline-flex min-h-11 items-center text-14 md:min-h-6"
          >
            {row.owed.toLocaleString("en-US")} {row.owed === 1 ? "has" : "have"} not
            <span className="sr-only"> met {row.code}</span>
          </Link>
        )}
      </div>
      <svg
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        className="mt-1 block h-2 w-full rounded-full"
        aria-hidden="true"
      >
        <rect width={100} height={8} className="fill-neutral-bg" />
        <rect width={(row.met / applies) * 100} height={8} className="fill-done-line" />
      </svg>
    </div>
  );
}
