-- CreateTable
CREATE TABLE "plan_version_withdrawals" (
    "department_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "withdrawn_by_name" TEXT NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "plan_version_withdrawals_pkey" PRIMARY KEY ("department_id","version_id")
);

-- AddForeignKey
ALTER TABLE "plan_version_withdrawals" ADD CONSTRAINT "plan_version_withdrawals_department_id_version_id_fkey" FOREIGN KEY ("department_id", "version_id") REFERENCES "plan_versions"("department_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "plan_version_withdrawals_are_written_once" BEFORE UPDATE OR DELETE OR TRUNCATE ON "plan_version_withdrawals"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- What was withdrawn before this table stood is in the audit trail: each withdrawal was of the newest version then.
INSERT INTO "plan_version_withdrawals" ("department_id", "version_id", "withdrawn_by_name", "withdrawn_at")
SELECT event."department_id", version."id", event."actor_name", event."at"
FROM "audit_events" AS event
CROSS JOIN LATERAL (
  SELECT "id" FROM "plan_versions"
  WHERE "department_id" = event."department_id" AND "plan_id" = (event."payload" ->> 'planId')::uuid
    AND "submitted_at" <= event."at"
  ORDER BY "number" DESC LIMIT 1
) AS version
WHERE event."name" = 'plan.withdrawn'
ON CONFLICT DO NOTHING;

UPDATE "body_summaries" AS summary SET
  "first_filed_at" = standing."submitted_at",
  "is_filed_late" = coalesce(standing."is_late", false),
  "changed_at" = clock_timestamp()
FROM "plans" AS plan
LEFT JOIN LATERAL (
  SELECT version."submitted_at", version."is_late" FROM "plan_versions" AS version
  WHERE version."department_id" = plan."department_id" AND version."plan_id" = plan."id"
    AND NOT EXISTS (SELECT FROM "plan_version_withdrawals" AS withdrawal
      WHERE withdrawal."department_id" = version."department_id" AND withdrawal."version_id" = version."id")
  ORDER BY version."number" LIMIT 1
) AS standing ON true
WHERE summary."department_id" = plan."department_id" AND summary."directive_id" = plan."directive_id"
  AND EXISTS (SELECT FROM "plan_version_withdrawals" AS withdrawal
    JOIN "plan_versions" AS version
      ON version."department_id" = withdrawal."department_id" AND version."id" = withdrawal."version_id"
    WHERE version."department_id" = plan."department_id" AND version."plan_id" = plan."id");
