import "server-only";
import { countOpenRequests } from "@/lib/features/directives/queries";
import type { DirectiveView } from "@/lib/features/directives/types";
import type { DepartmentId } from "@/lib/kernel/ids";
import type { Channel } from "@/lib/platform/channel";
import type { OutboxEvent } from "@/lib/platform/outbox";
import { burnUpOf } from "./burn-up";
import { countOverview, listBodiesOf } from "./queries";
import type { DashboardNews } from "./types";

/** At most five times a second: more often no eye follows. */
const everyMs = 200;
const mostBodies = 100;

/** A directive's dashboards: what happens to its plans and deadlines, and who is to be called. Assumes that the reader may watch compliance. */
export function dashboardChannel(directive: DirectiveView): Channel {
  return {
    key: `dashboard ${directive.id}`,
    everyMs,
    concerns: (event) =>
      event.directiveId === directive.id ||
      (event.departmentId !== null && event.name.startsWith("liaison.")),
    tell: async (events) => {
      const changed = changedBodies(events);
      const overview = await countOverview(directive.id);
      const [requests, bodies] = await Promise.all([
        countOpenRequests(directive.id),
        changed.length > 0 ? listBodiesOf(directive.id, changed.slice(0, mostBodies)) : [],
      ]);
      const news: DashboardNews = {
        at: overview.now,
        counts: overview.counts,
        burnUp: burnUpOf(directive, overview),
        requests,
        bodies,
        isPartial: changed.length > mostBodies,
      };
      return { name: "dashboard", data: news };
    },
  };
}

function changedBodies(events: readonly OutboxEvent[]): DepartmentId[] {
  return [...new Set(events.flatMap(({ departmentId }) => departmentId ?? []))];
}
