import type { PlanView } from "@/lib/features/plans/types";
import { formatDateTime } from "@/lib/kernel/format-date";

type Filing = Pick<PlanView, "receipt" | "withdrawn">;

const timely = ({ isLate }: { isLate: boolean }) => (isLate ? "late" : "on time");

/** What the clock says of the version that stands; without one the clock counts. */
export function filedWords({ receipt }: Filing): string | undefined {
  return receipt
    ? `Version ${receipt.number} was filed ${timely(receipt)}: ${formatDateTime(receipt.submittedAt)}`
    : undefined;
}

/** What the clock says of the newest version where that one was withdrawn. */
export function withdrawnWords({ withdrawn }: Filing): string | undefined {
  return withdrawn
    ? `Version ${withdrawn.number} was filed ${timely(withdrawn)} and withdrawn ${formatDateTime(withdrawn.at)}; nothing is before the Mayor's Office now`
    : undefined;
}
