import { ButtonLink } from "@/components/ui/button";
import { DataList } from "@/components/ui/data-list";
import { StatusTag } from "@/components/ui/status-tag";
import { contactText, kindLabels, kindWords } from "@/lib/features/liaisons/messages";
import type { Designation, DesignationKind, DesignationRights } from "@/lib/features/liaisons/types";
import { formatDay } from "@/lib/kernel/calendar-day";
import { formatDateTime } from "@/lib/kernel/format-date";
import { PhoneLink } from "./phone-link";

/** Who holds a designation and how they are reached: the number first, as large as a thumb. */
export function DesignationCard({
  kind,
  designation,
  mayDesignate,
  base,
}: {
  kind: DesignationKind;
  designation: (Designation & DesignationRights) | null;
  mayDesignate: boolean;
  /** The address of the department's liaison page. */
  base: string;
}) {
  if (!designation) return <NobodyDesignated kind={kind} mayDesignate={mayDesignate} base={base} />;
  const { name, title, phone, email, acceptedAt } = designation;
  return (
    <section
      aria-labelledby={`${kind}-heading`}
      className="flex flex-col gap-4 rounded-md border border-line bg-surface p-4 sm:p-6"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 id={`${kind}-heading`} className="text-14 text-muted">
            {kindLabels[kind]}
          </h2>
          <p className="font-semibold text-22">{name}</p>
          <p className="text-muted">{title}</p>
        </div>
        <StatusTag tone={acceptedAt ? "done" : "waiting"}>
          {acceptedAt ? "Duties accepted" : "Not accepted yet"}
        </StatusTag>
      </div>
      <p>
        <PhoneLink phone={phone} className="min-h-11 font-semibold text-22" />
        <span className="block text-14 text-muted">Answered: {designation.hours}</span>
      </p>
      <DataList
        items={[
          {
            term: "E-mail",
            detail: (
              <a
                href={`mailto:${email}`}
                className="inline-flex min-h-6 max-w-full items-center break-all max-md:min-h-11"
              >
                {email}
              </a>
            ),
          },
          { term: "Languages", detail: contactText("languages", designation) },
          { term: "In effect since", detail: formatDay(designation.effectiveOn) },
          {
            term: "Duties",
            detail: acceptedAt ? `Accepted ${formatDateTime(acceptedAt)}` : "Not accepted yet",
          },
          {
            term: "Last change",
            detail: `${designation.changedByName}, ${formatDateTime(designation.changedAt)}`,
          },
        ]}
      />
      {(designation.mayUpdateContact || mayDesignate) && (
        <div className="print-hidden flex flex-col gap-3 sm:flex-row sm:flex-wrap">
          {designation.mayUpdateContact && (
            <ButtonLink
              variant={designation.isOwn ? "primary" : "secondary"}
              href={`${base}/${kind}/contact`}
            >
              Change contact details
            </ButtonLink>
          )}
          {mayDesignate && (
            <ButtonLink variant="secondary" href={`${base}/${kind}/designate`}>
              Designate a new {kindWords[kind]}
            </ButtonLink>
          )}
        </div>
      )}
    </section>
  );
}

function NobodyDesignated({
  kind,
  mayDesignate,
  base,
}: {
  kind: DesignationKind;
  mayDesignate: boolean;
  base: string;
}) {
  const purpose =
    kind === "liaison"
      ? "The liaison is whom staff and the Mayor's Office call about enforcement activity, at any hour."
      : "The alternate answers when the liaison cannot. It must be a different person.";
  return (
    <section
      aria-labelledby={`${kind}-heading`}
      className="flex flex-col items-start gap-4 rounded-md border border-strong border-dashed bg-surface p-4 sm:p-6"
    >
      <div className="flex w-full flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div>
          <h2 id={`${kind}-heading`} className="text-14 text-muted">
            {kindLabels[kind]}
          </h2>
          <p className="font-semibold text-22">Nobody yet</p>
        </div>
        <StatusTag tone="attention">Not designated</StatusTag>
      </div>
      <p className="prose-measure text-muted">{purpose}</p>
      {mayDesignate && (
        <ButtonLink href={`${base}/${kind}/designate`} className="max-sm:w-full">
          Designate {kind === "liaison" ? "the liaison" : "an alternate"}
        </ButtonLink>
      )}
    </section>
  );
}
