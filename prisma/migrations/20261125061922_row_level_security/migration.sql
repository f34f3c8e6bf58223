-- The second wall (docs/decisions/0023-row-level-security.md). Every statement of the application says, in the setting
-- portal.scope, whose department data it may touch: ids with commas between them, or * for all. Nothing said is nothing.
-- The owner, who migrates and seeds, stands above it; so do the functions that run as the owner.

CREATE FUNCTION "scope_is_everything"() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(current_setting('portal.scope', true), '') = '*'
$$;

CREATE FUNCTION "scope_departments"() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN coalesce(current_setting('portal.scope', true), '') IN ('', '*') THEN '{}'::uuid[]
    ELSE string_to_array(current_setting('portal.scope', true), ',')::uuid[] END
$$;

-- The functions stand in subselects, so that each is asked once a statement and not once a row.
DO $$
DECLARE
  v_table text;
BEGIN
  FOREACH v_table IN ARRAY ARRAY[
    'obligations', 'extensions', 'extension_requests', 'reminders', 'plans', 'plan_sections', 'plan_versions',
    'plan_version_withdrawals', 'section_presences', 'body_summaries', 'liaison_designations',
    'liaison_contact_revisions', 'liaison_verifications', 'liaison_confirmations', 'liaison_coverages', 'drill_calls',
    'text_messages', 'handovers', 'access_reviews', 'access_review_lines', 'audit_events'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', v_table);
    EXECUTE format(
      'CREATE POLICY %I ON %I USING ((SELECT scope_is_everything()) OR department_id = ANY ((SELECT scope_departments())::uuid[]))',
      v_table || '_within_scope', v_table);
  END LOOP;
END $$;

-- What concerns no department may be written by everybody, and read back in the same statement: signing in is an event.
ALTER TABLE "outbox_events" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "outbox_events_within_scope" ON "outbox_events" USING (
  "department_id" IS NULL OR (SELECT scope_is_everything())
  OR "department_id" = ANY ((SELECT scope_departments())::uuid[])
);
