-- Why a plan came back, each kind by itself: one no longer displaces another, nor goes when the answer begins.
ALTER TABLE "plans" ADD COLUMN "change_request" JSONB, ADD COLUMN "send_back" JSONB, ADD COLUMN "withdrawal" JSONB;

-- What still stands is in the audit trail: the newest event of each kind that nothing has answered since.
WITH event AS (
  SELECT (stored."payload" ->> 'planId')::uuid AS plan_id, stored."department_id", stored."sequence", stored."name",
    jsonb_build_object(
      'reason', stored."payload" ->> 'reason',
      'byName', stored."actor_name",
      'at', to_char(stored."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'versionNumber', (SELECT coalesce(max(version."number"), 0) FROM "plan_versions" AS version
        WHERE version."department_id" = stored."department_id"
          AND version."plan_id" = (stored."payload" ->> 'planId')::uuid AND version."submitted_at" <= stored."at")
        + CASE WHEN stored."name" = 'plan.sent_back' THEN 1 ELSE 0 END
    ) AS returned
  FROM "audit_events" AS stored
  WHERE stored."name" IN ('plan.changes_requested', 'plan.return_undone', 'plan.amendment_begun', 'plan.sent_back',
    'plan.sent_to_certifier', 'plan.withdrawn', 'plan.submitted')
), request AS (
  SELECT DISTINCT ON (plan_id) * FROM event
  WHERE "name" IN ('plan.changes_requested', 'plan.return_undone', 'plan.amendment_begun')
  ORDER BY plan_id, "sequence" DESC
), sent_back AS (
  SELECT DISTINCT ON (plan_id) * FROM event
  WHERE "name" IN ('plan.sent_back', 'plan.sent_to_certifier', 'plan.submitted')
  ORDER BY plan_id, "sequence" DESC
), withdrawn AS (
  SELECT DISTINCT ON (plan_id) * FROM event WHERE "name" IN ('plan.withdrawn', 'plan.submitted')
  ORDER BY plan_id, "sequence" DESC
)
UPDATE "plans" AS plan SET
  "change_request" = (SELECT returned FROM request WHERE plan_id = plan."id" AND "name" = 'plan.changes_requested'),
  "send_back" = (SELECT returned FROM sent_back WHERE plan_id = plan."id" AND "name" = 'plan.sent_back'),
  "withdrawal" = (SELECT returned FROM withdrawn WHERE plan_id = plan."id" AND "name" = 'plan.withdrawn');

ALTER TABLE "plans" DROP COLUMN "last_reason";
