import { ButtonLink } from "@/components/ui/button";
import { coverageTitle } from "@/lib/features/coverage/messages";
import type { Coverage } from "@/lib/features/coverage/types";
import { untilWords } from "@/lib/features/coverage/who-to-call";
import type { DesignationKind } from "@/lib/features/liaisons/types";
import { formatDateTime } from "@/lib/kernel/format-date";
import { TakeBackButton } from "./take-back-button";

type Entry = Coverage & { readonly mayTakeBack: boolean };

const other = { liaison: "alternate", alternate: "liaison" } as const;

/** Absences and those who answer instead, each with its time, its cover and who entered it. */
export function CoverageList({
  entries,
  names,
  base,
  code,
}: {
  entries: readonly Entry[];
  names: Readonly<Record<DesignationKind, string | null>>;
  base: string;
  code: string;
}) {
  return (
    <ul className="divide-y divide-line border-line border-y">
      {entries.map((entry) => (
        <li key={entry.id} className="flex break-inside-avoid flex-col gap-2 py-3">
          <h3 className="text-16">{coverageTitle(entry, names)}</h3>
          <p>
            From {formatDateTime(entry.startsAt)} {untilWords(entry.endsAt)}
          </p>
          <p>{coverWords(entry, names)}</p>
          {entry.note && <p className="text-muted">{entry.note}</p>}
          <p className="text-13 text-muted">
            Entered by {entry.createdByName}, {formatDateTime(entry.createdAt)}
            {entry.cancelledAt &&
              `. Ended by ${entry.cancelledByName ?? "the portal"}, ${formatDateTime(entry.cancelledAt)}`}
          </p>
          {entry.mayTakeBack && !entry.cancelledAt && isToEnd(entry) && (
            <div className="print-hidden flex flex-col gap-2 sm:flex-row">
              <ButtonLink
                variant="secondary"
                href={`${base}/${entry.kind}?change=${entry.id}`}
                aria-label={`Change: ${coverageTitle(entry, names)}`}
              >
                Change
              </ButtonLink>
              <TakeBackButton
                departmentCode={code}
                coverageId={entry.id}
                label={entry.kind === "absence" ? "End the absence now" : "Take it back now"}
                about={coverageTitle(entry, names)}
              />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

const isToEnd = ({ endsAt }: Entry) => endsAt === null || endsAt.getTime() > Date.now() - 60_000;

function coverWords(entry: Entry, names: Readonly<Record<DesignationKind, string | null>>): string {
  const verb = entry.kind === "absence" ? "covers" : "answers";
  if (entry.cover) {
    const { name, title, phone, email } = entry.cover;
    return `${title ? `${name}, ${title},` : name} ${verb}: ${phone}, ${email}`;
  }
  const kind = other[entry.designationKind];
  return `${names[kind] ?? `The ${kind}`} ${verb}`;
}
