import "server-only";
import { coverageEvents } from "@/lib/features/coverage/events";
import { untilWords } from "@/lib/features/coverage/who-to-call";
import { kindWords } from "@/lib/features/liaisons/messages";
import { findDepartmentById } from "@/lib/features/liaisons/queries";
import { formatDateTime } from "@/lib/kernel/format-date";
import type { Compose, Occurrence, Told } from "../types";
import { once } from "./scene";
import { tell } from "./telling";

const findOwn = once(async ({ departmentId, sequence }: Occurrence) => {
  const department = departmentId && (await findDepartmentById(departmentId));
  if (!department) throw new Error(`event ${sequence} is about no department`);
  return department;
});

/** Who is away and who answers instead, for the department's own people and the duty officer. */
export const composeCoverageChanged: Compose = async (occurrence): Promise<Told> => {
  const department = await findOwn(occurrence);
  const action = { label: "See who answers when", href: `/department/${department.code}/liaison/coverage` };
  const { actorName, name } = occurrence;
  if (name === coverageEvents.takenBack.name) {
    const { isAbsence } = coverageEvents.takenBack.payload.parse(occurrence.payload);
    return tell(occurrence, {
      title: isAbsence ? `An absence ended: ${department.name}` : `Calls go as before: ${department.name}`,
      happened: (when) =>
        `${actorName} ended ${isAbsence ? "an absence" : "that somebody else answers"} in ${department.name}${when}.`,
      action,
    });
  }
  if (name === coverageEvents.absenceAdded.name) {
    const absence = coverageEvents.absenceAdded.payload.parse(occurrence.payload);
    const whose = `${absence.name}, ${kindWords[absence.kind]} of ${department.name},`;
    return tell(occurrence, {
      title: `${absence.name} is away: ${department.name}`,
      happened: (when) => `${actorName} entered${when} that ${whose} is away.`,
      facts: factsOf(
        absence,
        absence.coverName ?? `The ${absence.kind === "liaison" ? "alternate liaison" : "liaison"}`,
      ),
      action,
    });
  }
  const override = coverageEvents.overrideAdded.payload.parse(occurrence.payload);
  const place = override.facilityName ?? department.name;
  return tell(occurrence, {
    title: `Somebody else answers for ${place}`,
    happened: (when) => `${actorName} entered${when} that somebody else answers for ${place}.`,
    facts: factsOf(override, override.coverName ?? "The alternate liaison"),
    action,
  });
};

function factsOf(span: { startsAt: string; endsAt: string | null }, who: string) {
  return [
    { term: "From", detail: `${formatDateTime(span.startsAt)} ${untilWords(span.endsAt)}` },
    { term: "Calls go to", detail: who },
  ];
}
