"use client";

import type { ComplianceCounts } from "@/lib/features/compliance/types";
import { formatDateTime } from "@/lib/kernel/format-date";
import { useLiveFigures } from "./live-dashboard";

const count = (amount: number) => amount.toLocaleString("en-US");

/** In one sentence, how many have filed. */
export function Standing({ counts }: { counts: ComplianceCounts }) {
  const { required, filedOnTime, filedLate, overdue } = useLiveFigures()?.counts ?? counts;
  const filed = filedOnTime + filedLate;
  const owing = required - filed;
  if (owing === 0) return `All ${count(required)} required bodies have filed`;
  const late = overdue > 0 ? `, ${count(overdue)} of them overdue` : "";
  return `${count(filed)} of ${count(required)} required bodies have filed; ${count(owing)} ${owing === 1 ? "is" : "are"} still to file${late}`;
}

/** The instant as of which the figures hold. */
export function AsOf({ readAt, timeZone }: { readAt: string; timeZone: string }) {
  return formatDateTime(useLiveFigures()?.at ?? readAt, timeZone);
}
