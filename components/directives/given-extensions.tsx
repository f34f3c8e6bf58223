import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";
import { describeDays } from "@/lib/features/directives/messages";
import type { GivenExtension } from "@/lib/features/directives/types";
import { formatDateTime, formatDeadline } from "@/lib/kernel/format-date";

/** Extensions and corrections of all bodies, the newest first: from when to when, by whom, why. */
export function GivenExtensions({
  extensions,
  base,
  timeZone,
}: {
  extensions: readonly (GivenExtension & { readonly days: number })[];
  base: string;
  timeZone: string;
}) {
  if (extensions.length === 0) {
    return (
      <EmptyState title="No extension was given yet">
        Each one stands here with its reason, for good; so does every correction.
      </EmptyState>
    );
  }
  return (
    <ol className="divide-y divide-line rounded-md border border-line bg-surface">
      {extensions.map((extension) => (
        <li key={extension.id} className="flex flex-col gap-0.5 px-4 py-3 sm:px-6">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <Link
              href={`${base}/bodies/${extension.code}/deadline`}
              prefetch={false}
              className="inline-flex min-h-11 min-w-0 items-center font-medium sm:min-h-6"
            >
              {extension.name}
            </Link>
            <span className="tabular text-14">
              {extension.correctsId && "Correction, "}
              {describeDays(extension.days)}
            </span>
          </p>
          <p>
            {formatDeadline(extension.previousDueAt, timeZone)}
            <span className="text-muted"> to </span>
            {formatDeadline(extension.dueAt, timeZone)}
          </p>
          <p className="wrap-anywhere whitespace-pre-line">{extension.reason}</p>
          <p className="text-14 text-muted">
            {extension.grantedByName}, {formatDateTime(extension.grantedAt, timeZone)}
          </p>
        </li>
      ))}
    </ol>
  );
}
