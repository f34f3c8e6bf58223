import { z } from "zod";
import { defineEvent } from "@/lib/kernel/events";

const kind = z.enum(["liaison", "alternate"]);
const about = z.object({ designationId: z.uuid(), kind });
const contact = z.object({
  phone: z.string(),
  email: z.string(),
  hours: z.string(),
  languages: z.array(z.string()),
});

/** What happens to a department's designations, as the audit trail and the outbox keep it. */
export const liaisonEvents = {
  designated: defineEvent(
    "liaison.designated",
    about.extend({
      name: z.string(),
      title: z.string(),
      effectiveOn: z.iso.date(),
      contact,
      replaced: z.object({ designationId: z.uuid(), name: z.string() }).nullable(),
    }),
  ),
  /** `before` and `after` hold only the details that changed. */
  contactUpdated: defineEvent(
    "liaison.contact_updated",
    about.extend({
      name: z.string(),
      revision: z.number().int(),
      before: contact.partial(),
      after: contact.partial(),
    }),
  ),
  /** Somebody left, and nobody stands in their place. */
  relieved: defineEvent("liaison.relieved", about.extend({ name: z.string() })),
  dutiesAccepted: defineEvent("liaison.duties_accepted", about.extend({ name: z.string() })),
} as const;
