import { StatusTag } from "@/components/ui/status-tag";

/** Whether a version counts, and as what: one that was withdrawn is no filing, however early it came. */
export function FilingTag({ isLate, isWithdrawn }: { isLate: boolean; isWithdrawn: boolean }) {
  if (isWithdrawn) return <StatusTag tone="neutral">Withdrawn</StatusTag>;
  return <StatusTag tone={isLate ? "late" : "done"}>{isLate ? "Filed late" : "Filed on time"}</StatusTag>;
}
