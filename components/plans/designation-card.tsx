import { PhoneLink } from "@/components/liaisons/phone-link";
import { DataList } from "@/components/ui/data-list";
import { StatusTag } from "@/components/ui/status-tag";
import type { DesignationForCheck } from "@/lib/features/plans/completeness";
import { formatDay } from "@/lib/kernel/calendar-day";
import { languageName } from "@/lib/kernel/languages";

const kinds = { liaison: "Immigrant affairs liaison", alternate: "Alternate" } as const;

export function DesignationCard({
  kind,
  designation,
}: {
  kind: keyof typeof kinds;
  designation: DesignationForCheck | undefined;
}) {
  if (!designation) {
    return (
      <div
        id={`designations.${kind}`}
        tabIndex={-1}
        className="rounded-md border border-line border-dashed bg-surface p-4"
      >
        <p className="font-medium">{kinds[kind]}</p>
        <p className="text-attention">Nobody is designated yet.</p>
      </div>
    );
  }
  return (
    <div
      id={`designations.${kind}`}
      tabIndex={-1}
      className="break-inside-avoid rounded-md border border-line bg-surface p-4"
    >
      <div className="mb-2 flex flex-wrap items-start justify-between gap-2">
        <div>
          <p className="text-14 text-muted">{kinds[kind]}</p>
          <p className="font-semibold">{designation.name}</p>
          <p className="text-14">{designation.title}</p>
        </div>
        <StatusTag tone={designation.isAccepted ? "done" : "waiting"}>
          {designation.isAccepted ? "Duties accepted" : "Not accepted yet"}
        </StatusTag>
      </div>
      <DataList
        items={[
          { term: "Telephone", detail: <PhoneLink phone={designation.phone} /> },
          {
            term: "E-mail",
            detail: (
              <a
                href={`mailto:${designation.email}`}
                className="inline-flex min-h-6 items-center break-all max-md:min-h-11"
              >
                {designation.email}
              </a>
            ),
          },
          { term: "Answered", detail: designation.hours },
          { term: "Languages", detail: designation.languages.map(languageName).join(", ") },
          { term: "In effect since", detail: formatDay(designation.effectiveOn) },
        ]}
      />
    </div>
  );
}
