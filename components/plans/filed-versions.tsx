import Link from "next/link";
import { FilingTag } from "@/components/plans/filing-tag";
import type { FiledVersion } from "@/lib/features/plans/types";
import { formatDateTime } from "@/lib/kernel/format-date";

/** Every version that was filed, the newest first, each with its receipt and its text. */
export function FiledVersions({
  versions,
  departmentCode,
  inForceNumber,
}: {
  versions: readonly FiledVersion[];
  departmentCode: string;
  inForceNumber: number | null;
}) {
  if (versions.length === 0) return null;
  const base = `/department/${departmentCode}`;
  return (
    <section aria-labelledby="versions-heading" className="flex flex-col gap-3">
      <h2 id="versions-heading">Filed versions</h2>
      <ul className="divide-y divide-line rounded-md border border-line bg-surface">
        {versions.map((version) => (
          <li key={version.versionId} className="flex flex-col gap-1 px-4 py-3 sm:px-6">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <p className="tabular font-semibold">
                Version {version.number}
                {version.number === inForceNumber && (
                  <span className="font-normal text-muted">, accepted and in force</span>
                )}
              </p>
              <FilingTag isLate={version.isLate} isWithdrawn={version.withdrawnAt !== null} />
            </div>
            <p className="text-14 text-muted">
              {formatDateTime(version.submittedAt)} · Certified by {version.certifierName}
            </p>
            <p className="print-hidden flex flex-wrap gap-x-6 text-14">
              <Link
                href={`${base}/receipts/${version.versionId}`}
                className="inline-flex min-h-6 items-center max-sm:min-h-11"
              >
                Receipt<span className="sr-only"> of version {version.number}</span>
              </Link>
              <Link
                href={`${base}/versions/${version.versionId}`}
                className="inline-flex min-h-6 items-center max-sm:min-h-11"
              >
                The plan as filed<span className="sr-only">, version {version.number}</span>
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
