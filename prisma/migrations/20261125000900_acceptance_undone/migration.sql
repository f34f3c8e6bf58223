-- Which version was in force before the newest acceptance, so that the acceptance can be undone.
ALTER TABLE "plans" ADD COLUMN "in_force_before" INTEGER;

-- The acceptance before the newest was of the newest version filed by then; the trail has both.
UPDATE "plans" AS plan SET "in_force_before" = (
  SELECT (SELECT max(version."number") FROM "plan_versions" AS version
    WHERE version."department_id" = plan."department_id" AND version."plan_id" = plan."id"
      AND version."submitted_at" <= event."at")
  FROM "audit_events" AS event
  WHERE event."name" = 'plan.accepted' AND event."department_id" = plan."department_id"
    AND (event."payload" ->> 'planId')::uuid = plan."id"
  ORDER BY event."sequence" DESC OFFSET 1 LIMIT 1)
WHERE plan."status" = 'accepted';
