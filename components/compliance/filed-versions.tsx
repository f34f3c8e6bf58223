import Link from "next/link";
import { FilingTag } from "@/components/plans/filing-tag";
import { EmptyState } from "@/components/ui/empty-state";
import type { FiledVersion } from "@/lib/features/compliance/types";
import { formatDateTime } from "@/lib/kernel/format-date";

/** What a body has filed, the newest first, each with its text and its receipt. */
export function FiledVersions({ versions, code }: { versions: readonly FiledVersion[]; code: string }) {
  if (versions.length === 0) {
    return (
      <EmptyState title="Nothing filed yet">
        Each version that the department head certifies stays here for good.
      </EmptyState>
    );
  }
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface">
      {versions.map((version) => (
        <li
          key={version.id}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3 sm:px-6"
        >
          <div>
            <Link
              href={`/department/${code}/versions/${version.id}`}
              className="inline-flex min-h-11 items-center font-medium md:min-h-6"
            >
              Version {version.number}
            </Link>
            <p className="text-14 text-muted">
              {formatDateTime(version.submittedAt)}, certified by {version.certifierName}
            </p>
          </div>
          <p className="flex flex-wrap items-center gap-4">
            <FilingTag isLate={version.isLate} isWithdrawn={version.withdrawnAt !== null} />
            <Link
              href={`/department/${code}/receipts/${version.id}`}
              className="inline-flex min-h-11 items-center md:min-h-6"
            >
              Receipt<span className="sr-only"> of version {version.number}</span>
            </Link>
          </p>
        </li>
      ))}
    </ul>
  );
}
