import "server-only";
import { dashboardChannel } from "@/lib/features/compliance/live";
import { canSeeCompliance } from "@/lib/features/compliance/policy";
import { findDirectiveInForce } from "@/lib/features/directives/queries";
import { drillChannel } from "@/lib/features/drills/live";
import { canSeeDrills } from "@/lib/features/drills/policy";
import { findDrill } from "@/lib/features/drills/queries";
import { inboxChannel } from "@/lib/features/notifications/live";
import { canEditPlan, canReadPlan, canSeePresence } from "@/lib/features/plans/policy";
import { holdPresence, planChannel, presenceChannel } from "@/lib/features/plans/presence";
import { findPlan } from "@/lib/features/plans/queries";
import { defineStream } from "@/lib/platform/actions";
import { db } from "@/lib/platform/db";
import { watchSchema } from "./schema";

const minuteMs = 60_000;

/**
 * The one stream of a page: what the page is about, and the inbox of whoever reads it. A section that is open in an
 * editor makes its writer present there, for the others of the department.
 */
export const watchHandler = defineStream({
  name: "watch",
  input: watchSchema,
  load: async ({ directive: directiveCode, plan: departmentCode, drill: drillId }) => {
    const drill = drillId ? await findDrill(db, drillId) : null;
    if (drillId && !drill) return null;
    if (!directiveCode) return { plan: null, directive: null, drill };
    if (departmentCode) {
      const plan = await findPlan({ departmentCode, directiveCode });
      return plan && { plan, directive: null, drill };
    }
    const directive = await findDirectiveInForce(directiveCode);
    return directive && { plan: null, directive, drill };
  },
  authorize: (actor, { plan, directive, drill }) =>
    (!plan || canReadPlan(actor, plan)) &&
    (!directive || canSeeCompliance(actor)) &&
    (!drill || canSeeDrills(actor)),
  open: async ({ actor, input: { section, page, read }, subject: { plan, directive, drill }, requestId }) => {
    const channels = [inboxChannel(actor.personId)];
    if (directive) channels.push(dashboardChannel(directive));
    if (drill) channels.push(drillChannel(drill.id));
    if (plan && !section) channels.push(planChannel(plan));
    if (plan && canSeePresence(actor, plan)) channels.push(presenceChannel(plan));
    const isWriting = plan && section && page && canEditPlan(actor, plan);
    return {
      channels,
      readAt: read,
      // A writer who is gone without a word is believed to be there as long as their stream lives.
      livesMs: isWriting ? 2 * minuteMs : 15 * minuteMs,
      onOpen: isWriting ? () => holdPresence({ plan, section, pageId: page, actor, requestId }) : undefined,
    };
  },
});
