import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { connectAsOwner } from "./database";
import { type Answer, ask, drive } from "./http";
import type { Drive, Work } from "./pairs";
import type { Member, Scene } from "./scene";
import type { Stage } from "./stage";

/**
 * Submissions of complete plans by their department heads, each with their password, as the browser sends them: a
 * server action's POST. The floor verifies the same hash and runs the same statements. Between two windows the plans
 * are put back to the certifier's desk, outside of the time that is measured; the versions stay. `outbox` is the floor
 * against itself: the same filing without the outbox's row and the job that reads it, and with both.
 */
export async function submitWork(
  stage: Stage,
  scene: Scene,
): Promise<{ work: Work; outbox: Work; assertStored: () => Promise<void> }> {
  const client = await connectAsOwner(stage);
  const { certifiers, password } = scene;
  const { directiveCode } = scene.large;
  const filed: string[] = [];
  const readings = await readingsOf(client, certifiers);

  const driveOf =
    (
      submit: (member: Member, once: { idempotencyKey: string; read: unknown }) => Promise<Answer>,
      isTold = true,
    ): Drive =>
    async (times) => {
      await putBack(client, certifiers);
      return drive(times, async (_, turn) => {
        const member = certifiers[turn];
        if (!member) throw new Error("fewer certifiers than submissions");
        const answer = await submit(member, {
          idempotencyKey: randomUUID(),
          read: readings.get(member.planId),
        });
        const versionId = /"versionId":"([0-9a-f-]{36})","number":\d+/.exec(answer.body)?.[1];
        if (answer.status !== 200 || !versionId) {
          throw new Error(`a submission was answered ${answer.status}: ${answer.body.slice(0, 500)}`);
        }
        if (isTold) filed.push(versionId);
      });
    };

  const onFloor = (member: Member, submission: object) =>
    ask({
      url: `${stage.floorUrl}/submissions/${member.departmentCode}/${directiveCode}`,
      method: "POST",
      headers: { cookie: `sid=${member.sessionId}`, "content-type": "application/json" },
      body: JSON.stringify(submission),
    });
  // On the floor, where all else costs least, so that the outbox's share is the largest that it can be.
  const outbox: Work = {
    work: "outbox",
    atMost: certifiers.length,
    floor: driveOf((member, once) => onFloor(member, { password, isTold: false, ...once }), false),
    product: driveOf((member, once) => onFloor(member, { password, ...once })),
  };
  const actionId = findActionId();
  const work: Work = {
    work: "submit",
    atMost: certifiers.length,
    floor: driveOf((member, once) => onFloor(member, { password, ...once })),
    product: driveOf((member, once) =>
      ask({
        url: `${stage.productUrl}/department/${member.departmentCode}/plans/${directiveCode}/review`,
        method: "POST",
        headers: {
          accept: "text/x-component",
          "content-type": "text/plain;charset=UTF-8",
          cookie: member.cookie,
          "next-action": actionId,
          origin: stage.productUrl,
        },
        body: JSON.stringify([
          {
            departmentCode: member.departmentCode,
            directiveCode,
            typedName: member.name,
            password,
            ...once,
          },
        ]),
      }),
    ),
  };

  const assertStored = async () => {
    const { rows } = await client.query<{
      versions: number;
      audited: number;
      announced: number;
      queued: number;
    }>(
      `SELECT
         (SELECT count(*)::int FROM plan_versions
          WHERE id = ANY($1) AND sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')) AS versions,
         (SELECT count(DISTINCT payload->>'versionId')::int FROM audit_events
          WHERE name = 'plan.submitted' AND payload->>'versionId' = ANY($1::text[])) AS audited,
         (SELECT count(DISTINCT payload->>'versionId')::int FROM outbox_events
          WHERE name = 'plan.submitted' AND payload->>'versionId' = ANY($1::text[])) AS announced,
         (SELECT count(DISTINCT event.payload->>'versionId')::int FROM outbox_events AS event
          JOIN jobs.job ON job.name = 'deliver-event' AND job.data->>'sequence' = event.sequence::text
          WHERE event.name = 'plan.submitted' AND event.payload->>'versionId' = ANY($1::text[])) AS queued`,
      [filed],
    );
    await client.end();
    const stored = JSON.stringify(rows[0]);
    if (Object.values(rows[0] ?? { none: -1 }).some((amount) => amount !== filed.length)) {
      throw new Error(`${filed.length} submissions were answered, and the database holds ${stored}`);
    }
  };
  return { work, outbox, assertStored };
}

/** The name under which the build knows the submission: a browser finds it in the page's script. */
function findActionId(): string {
  const path = join(import.meta.dirname, "../../.next/server/server-reference-manifest.json");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as {
    node: Record<string, { exportedName?: string }>;
  };
  const found = Object.entries(manifest.node).find(
    ([, action]) => action.exportedName === "submitPlanAction",
  );
  if (!found) throw new Error("the build knows no submitPlanAction");
  return found[0];
}

/** What each certifier has read: the revisions of the sections and of the designations, by the plan's id. */
async function readingsOf(client: pg.Client, certifiers: readonly Member[]): Promise<Map<string, unknown>> {
  const { rows } = await client.query<{ planId: string; reading: unknown }>(
    `SELECT plan.id AS "planId", jsonb_build_object(
       'sections', (SELECT jsonb_object_agg(section, revision) FROM plan_sections AS part
         WHERE part.department_id = plan.department_id AND part.plan_id = plan.id),
       'designations', (SELECT coalesce(jsonb_object_agg(id, revision), '{}') FROM liaison_designations AS designated
         WHERE designated.department_id = plan.department_id AND designated.ended_at IS NULL)) AS reading
     FROM plans AS plan WHERE plan.id = ANY($1)`,
    [certifiers.map((member) => member.planId)],
  );
  return new Map(rows.map(({ planId, reading }) => [planId, reading]));
}

async function putBack(client: pg.Client, certifiers: readonly Member[]): Promise<void> {
  const departments = [certifiers.map((member) => member.departmentId)];
  await client.query(
    "UPDATE plans SET status = 'with_certifier' WHERE department_id = ANY($1) AND status = 'submitted'",
    departments,
  );
}
