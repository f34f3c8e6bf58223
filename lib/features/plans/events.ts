import { z } from "zod";
import { defineEvent } from "@/lib/kernel/events";
import { planStatuses } from "./status";

const plan = z.object({ planId: z.uuid() });
const moved = plan.extend({
  from: z.enum(planStatuses),
  to: z.enum(planStatuses),
  reason: z.string().default(""),
});
const onSection = plan.extend({ section: z.string() });

/** What happens to a plan. The name is what the audit trail and the outbox keep; the payload follows from it. */
export const planEvents = {
  sectionEdited: defineEvent("plan.section_edited", onSection.extend({ revision: z.number().int() })),
  sectionSaved: defineEvent(
    "plan.section_saved",
    onSection.extend({
      revision: z.number().int(),
      requiredMet: z.number().int(),
      requiredTotal: z.number().int(),
    }),
  ),
  /** Announced: a day passed that the plan names, or a directive came into force. */
  judgedAnew: defineEvent("plan.judged_anew", plan),
  partMarkedDone: defineEvent("plan.part_marked_done", onSection),
  partReopened: defineEvent("plan.part_reopened", onSection),
  sentToCertifier: defineEvent("plan.sent_to_certifier", moved),
  takenBack: defineEvent("plan.taken_back", moved),
  sentBack: defineEvent("plan.sent_back", moved),
  submitted: defineEvent(
    "plan.submitted",
    moved.extend({
      versionId: z.uuid(),
      number: z.number().int(),
      sha256: z.string().length(64),
      isLate: z.boolean(),
    }),
  ),
  withdrawn: defineEvent("plan.withdrawn", moved),
  reviewBegun: defineEvent("plan.review_begun", moved),
  changesRequested: defineEvent("plan.changes_requested", moved),
  returnUndone: defineEvent("plan.return_undone", moved),
  accepted: defineEvent("plan.accepted", moved),
  acceptanceUndone: defineEvent("plan.acceptance_undone", moved),
  revisionBegun: defineEvent("plan.revision_begun", moved),
  amendmentBegun: defineEvent("plan.amendment_begun", moved),
  /** Announced, for those who watch the plan: somebody opened a section, or closed it. */
  presenceChanged: defineEvent("plan.presence_changed", onSection),
} as const;
