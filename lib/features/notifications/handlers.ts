import "server-only";
import { createHash } from "node:crypto";
import { canSeeCompliance } from "@/lib/features/compliance/policy";
import { definePublicRoute } from "@/lib/platform/actions";
import { scopeOf } from "@/lib/platform/auth";
import { portalUrl } from "@/lib/platform/env";
import { withScope } from "@/lib/platform/scope";
import {
  deadlineEntry,
  directiveEntry,
  extendedEntry,
  renderCalendar,
  reviewEntry,
  waitingEntries,
} from "./calendar";
import {
  findOpenFeed,
  listCalendarDeadlines,
  listCalendarDirectives,
  listWaitingPlans,
  type OpenFeed,
} from "./queries";
import { calendarAddressSchema } from "./schema";
import { noteCalendarRead } from "./service";

/** What concerns somebody in the roles that they hold now. */
async function listEntries({ roles }: OpenFeed) {
  const departmentIds = roles.flatMap(({ departmentId }) => departmentId ?? []);
  const isWatching = canSeeCompliance({ roles });
  const [own, directives, extended, waiting] = await Promise.all([
    departmentIds.length > 0 ? listCalendarDeadlines(departmentIds) : [],
    isWatching ? listCalendarDirectives() : [],
    isWatching ? listCalendarDeadlines(null) : [],
    isWatching ? listWaitingPlans() : [],
  ]);
  return [
    ...directives.map(directiveEntry),
    ...extended.map(extendedEntry),
    ...waitingEntries(waiting),
    ...own.map(deadlineEntry),
    ...own.flatMap((row) => reviewEntry(row) ?? []),
  ];
}

/**
 * Somebody's calendar, for the program that has its address: the secret in it is the authority. A secret that nobody
 * has, one that was revoked and one of a closed account are answered alike.
 */
export const readCalendarHandler = definePublicRoute({
  name: "read-calendar",
  input: calendarAddressSchema,
  authorize: "everyone",
  run: async ({ input, request }) => {
    const feed = await findOpenFeed(input.secret.replace(/\.ics$/, ""));
    if (!feed) return null;
    const text = renderCalendar(
      await withScope(scopeOf({ roles: feed.roles, reads: [] }), () => listEntries(feed)),
      portalUrl(),
    );
    await noteCalendarRead(feed);
    const headers = {
      "cache-control": "private, max-age=300",
      etag: `"${createHash("sha256").update(text).digest("base64url")}"`,
      "x-robots-tag": "noindex",
    };
    const isKnown = request.headers.get("if-none-match")?.split(/,\s*/).includes(headers.etag);
    if (isKnown) return new Response(null, { status: 304, headers });
    return new Response(text, {
      headers: {
        ...headers,
        "content-type": "text/calendar; charset=utf-8",
        "content-disposition": 'inline; filename="directive-12-portal.ics"',
      },
    });
  },
});
