-- What the application's role may do. It owns nothing, changes no schema, and deletes only what is meant to go.
-- Run by the owner after every migration; repeating it changes nothing.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM portal_app;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO portal_app;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO portal_app;

GRANT INSERT, UPDATE ON people, role_assignments, sessions, set_up_links, password_resets, email_changes, identities,
  sign_in_tickets, invitations, departments, department_successions, access_reviews TO portal_app;
-- A factor that is taken off is gone; pruned is what has served its time.
GRANT INSERT, UPDATE, DELETE ON rate_limits, totp_secrets, recovery_codes, passkeys, passkey_challenges TO portal_app;
GRANT DELETE ON sign_in_tickets TO portal_app;
GRANT INSERT ON handovers, access_review_lines TO portal_app;
GRANT INSERT, UPDATE ON liaison_verifications, liaison_confirmations, liaison_coverages, drills, drill_calls,
  text_messages TO portal_app;
GRANT INSERT, UPDATE ON obligations, plans, plan_sections, body_summaries, liaison_designations TO portal_app;
GRANT INSERT ON extensions, plan_versions, plan_version_withdrawals, liaison_contact_revisions, reminders, daily_tasks,
  message_attempts TO portal_app;
-- What was delivered is not kept for ever.
GRANT INSERT, DELETE ON outbox_events TO portal_app;
GRANT INSERT, UPDATE ON extension_requests, notifications, messages, mail_addresses, calendar_feeds TO portal_app;
GRANT INSERT, UPDATE, DELETE ON notification_preferences, section_presences TO portal_app;
GRANT USAGE ON SEQUENCE outbox_events_sequence_seq TO portal_app;
GRANT EXECUTE ON FUNCTION append_audit_event(text, uuid, uuid, text, text, text, text, jsonb) TO portal_app;
GRANT EXECUTE ON FUNCTION audit_event_hash(text, bigint, uuid, timestamptz, uuid, text, text, text, text, jsonb, text)
  TO portal_app;
GRANT EXECUTE ON FUNCTION find_audit_faults() TO portal_app;
GRANT EXECUTE ON FUNCTION scope_is_everything(), scope_departments() TO portal_app;

-- The queue of pg-boss, which the owner installs and the application's role works with.
GRANT USAGE ON SCHEMA jobs TO portal_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA jobs TO portal_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA jobs TO portal_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA jobs TO portal_app;
