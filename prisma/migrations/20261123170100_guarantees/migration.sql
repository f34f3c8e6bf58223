-- What the schema language cannot say, and the product depends on.

ALTER TABLE "people" ADD CONSTRAINT "people_email_is_lower_case" CHECK ("email" = lower("email"));
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_belongs_to_one_place"
  CHECK (("department_id" IS NULL) <> ("office" IS NULL));
ALTER TABLE "installations" ADD CONSTRAINT "installation_is_one_row" CHECK ("id" = 1);
ALTER TABLE "plan_versions" ADD CONSTRAINT "version_hash_is_sha256" CHECK ("sha256" ~ '^[0-9a-f]{64}$');
ALTER TABLE "plan_versions" ADD CONSTRAINT "version_lateness_follows_its_instants"
  CHECK ("is_late" = ("submitted_at" >= "due_at"));

-- One current liaison and one current alternate a department.
CREATE UNIQUE INDEX "liaison_designations_one_current"
  ON "liaison_designations" ("department_id", "kind") WHERE "ended_at" IS NULL;

-- The hash covers every column of the event and the hash before it. A JSON array separates the parts, so that
-- no two different events can be written as the same text.
CREATE FUNCTION "audit_event_hash"(
  p_chain text, p_sequence bigint, p_department_id uuid, p_at timestamptz, p_actor_id uuid, p_actor_name text,
  p_actor_role text, p_request_id text, p_name text, p_payload jsonb, p_previous text
) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(
    p_chain, p_sequence, p_department_id,
    to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    p_actor_id, p_actor_name, p_actor_role, p_request_id, p_name, p_payload, p_previous
  )::text, 'UTF8')), 'hex')
$$;

-- The only writer of audit events. It runs as the tables' owner, so that the application's role needs no
-- right to write them; it locks the chain's head, so that a chain has one order.
CREATE FUNCTION "append_audit_event"(
  p_chain text, p_department_id uuid, p_actor_id uuid, p_actor_name text, p_actor_role text,
  p_request_id text, p_name text, p_payload jsonb
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_sequence bigint;
  v_previous text;
  v_at timestamptz;
  v_hash text;
BEGIN
  INSERT INTO audit_chains (chain, sequence, hash) VALUES (p_chain, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
  SELECT sequence + 1, hash INTO v_sequence, v_previous FROM audit_chains WHERE chain = p_chain FOR UPDATE;
  v_at := clock_timestamp();
  v_hash := audit_event_hash(p_chain, v_sequence, p_department_id, v_at, p_actor_id, p_actor_name, p_actor_role,
                             p_request_id, p_name, p_payload, v_previous);
  INSERT INTO audit_events (chain, sequence, department_id, at, actor_id, actor_name, actor_role, request_id,
                            name, payload, previous_hash, hash)
  VALUES (p_chain, v_sequence, p_department_id, v_at, p_actor_id, p_actor_name, p_actor_role, p_request_id,
          p_name, p_payload, v_previous, v_hash);
  UPDATE audit_chains SET sequence = v_sequence, hash = v_hash WHERE chain = p_chain;
  RETURN v_sequence;
END $$;

CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are written once and never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "audit_events_are_written_once" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_events"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "plan_versions_are_written_once" BEFORE UPDATE OR DELETE OR TRUNCATE ON "plan_versions"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "liaison_contact_revisions_are_written_once" BEFORE UPDATE OR DELETE OR TRUNCATE ON "liaison_contact_revisions"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
