import type { Client } from "pg";
import { v7 } from "uuid";
import { directiveEvents } from "@/lib/features/directives/events";
import type { Seeded, SeededBody } from "../reference";
import { type Happening, happening, type Moments } from "./history";
import { personAt, theReviewer } from "./people";
import { extension, extensionRequest } from "./scenario";

type Scene = {
  readonly client: Client;
  readonly seeded: Seeded;
  readonly people: ReadonlyMap<string, string>;
  readonly moments: Moments;
  /** How many days are left until the directive's own due day. */
  readonly dueDay: number;
};

/** The extension that one body was given, and the request of another that nobody has answered yet. */
export async function writeExtensions(scene: Scene, body: SeededBody): Promise<Happening[]> {
  if (body.code === extension.code) return [await extendDeadline(scene, body)];
  if (body.code === extensionRequest.code) return [await requestExtension(scene, body)];
  return [];
}

async function extendDeadline(
  { client, seeded, people, moments, dueDay }: Scene,
  body: SeededBody,
): Promise<Happening> {
  const reviewer = theReviewer();
  const reviewerId = people.get(reviewer.email) ?? null;
  const grantedAt = moments.at(-extension.daysAgo, 10 * 60 + 40);
  // Whole days where the City is, so that the new day, too, ends at midnight when the clocks change in between.
  const dueAt = moments.at(dueDay + extension.days + 1, 0);
  const id = v7();
  await client.query(
    `INSERT INTO extensions (department_id, id, directive_id, previous_due_at, due_at, reason, granted_by_id, granted_by_name, granted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      body.departmentId,
      id,
      seeded.directive.id,
      body.dueAt,
      dueAt,
      extension.reason,
      reviewerId,
      reviewer.name,
      grantedAt,
    ],
  );
  await client.query("UPDATE obligations SET due_at = $2 WHERE department_id = $1", [
    body.departmentId,
    dueAt,
  ]);
  await client.query("UPDATE body_summaries SET due_at = $2, is_extended = true WHERE department_id = $1", [
    body.departmentId,
    dueAt,
  ]);
  return happening(
    directiveEvents.deadlineExtended,
    grantedAt,
    { id: reviewerId, name: reviewer.name, role: "reviewer" },
    {
      directiveId: seeded.directive.id,
      extensionId: id,
      previousDueAt: body.dueAt.toISOString(),
      dueAt: dueAt.toISOString(),
      reason: extension.reason,
    },
  );
}

async function requestExtension(
  { client, seeded, people, moments, dueDay }: Scene,
  body: SeededBody,
): Promise<Happening> {
  const preparer = personAt(body.code, "preparer");
  const preparerId = people.get(preparer.email) ?? null;
  const requestedAt = moments.at(-extensionRequest.daysAgo, 16 * 60 + 25);
  const requestedDueAt = moments.at(dueDay + extensionRequest.days + 1, 0);
  const id = v7();
  await client.query(
    `INSERT INTO extension_requests (department_id, id, directive_id, requested_due_at, reason, requested_by_id, requested_by_name, requested_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      body.departmentId,
      id,
      seeded.directive.id,
      requestedDueAt,
      extensionRequest.reason,
      preparerId,
      preparer.name,
      requestedAt,
    ],
  );
  return happening(
    directiveEvents.extensionRequested,
    requestedAt,
    { id: preparerId, name: preparer.name, role: "preparer" },
    {
      directiveId: seeded.directive.id,
      requestId: id,
      requestedDueAt: requestedDueAt.toISOString(),
      reason: extensionRequest.reason,
    },
  );
}
