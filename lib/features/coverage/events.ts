import { z } from "zod";
import { defineEvent } from "@/lib/kernel/events";

const about = z.object({
  coverageId: z.uuid(),
  kind: z.enum(["liaison", "alternate"]),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime().nullable(),
  /** Null where the other designated person covers. */
  coverName: z.string().nullable(),
  /** The entry that this one was put in the place of. */
  replacesId: z.uuid().nullable(),
});

/** Who is called instead, as the audit trail and the outbox keep it. */
export const coverageEvents = {
  absenceAdded: defineEvent("coverage.absence_added", about.extend({ name: z.string() })),
  overrideAdded: defineEvent(
    "coverage.override_added",
    about.extend({ facilityId: z.string().nullable(), facilityName: z.string().nullable() }),
  ),
  takenBack: defineEvent(
    "coverage.taken_back",
    z.object({ coverageId: z.uuid(), isAbsence: z.boolean(), kind: z.enum(["liaison", "alternate"]) }),
  ),
} as const;
