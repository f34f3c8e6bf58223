-- The first fault of every chain that has one: an event that is missing, or one that is not as it was written. Reads
-- the whole trail in one statement, and so as it stood at one instant. An event whose hash was made anew shows in the
-- one after it, or in the head of its chain.
CREATE FUNCTION "find_audit_faults"() RETURNS TABLE ("chain" text, "sequence" bigint, "fault" text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH event AS (
    SELECT stored.*, row_number() OVER in_order AS place,
      lag(stored.hash, 1, repeat('0', 64)) OVER in_order AS hash_before
    FROM audit_events AS stored
    WINDOW in_order AS (PARTITION BY stored.chain ORDER BY stored.sequence)
  ), head AS (
    SELECT coalesce(kept.chain, found.chain) AS chain, coalesce(kept.sequence, 0) AS kept_sequence, kept.hash AS kept_hash,
      coalesce(found.sequence, 0) AS sequence, found.hash
    FROM audit_chains AS kept
    FULL JOIN (SELECT DISTINCT ON (last.chain) last.chain, last.sequence, last.hash FROM audit_events AS last
      ORDER BY last.chain, last.sequence DESC) AS found ON found.chain = kept.chain
  ), faults AS (
    SELECT event.chain, event.place AS sequence, 'missing' AS fault FROM event WHERE event.sequence > event.place
    UNION ALL
    SELECT event.chain, event.sequence, 'altered' FROM event
    WHERE event.hash <> audit_event_hash(event.chain, event.sequence, event.department_id, event.at, event.actor_id,
      event.actor_name, event.actor_role, event.request_id, event.name, event.payload, event.previous_hash)
    UNION ALL
    SELECT event.chain, greatest(event.sequence - 1, 1), 'altered' FROM event
    WHERE event.sequence = event.place AND event.previous_hash <> event.hash_before
    UNION ALL
    SELECT head.chain, head.sequence + 1, 'missing' FROM head WHERE head.sequence < head.kept_sequence
    UNION ALL
    SELECT head.chain, head.kept_sequence + 1, 'added' FROM head WHERE head.sequence > head.kept_sequence
    UNION ALL
    SELECT head.chain, head.sequence, 'altered' FROM head
    WHERE head.sequence = head.kept_sequence AND head.hash <> head.kept_hash
  )
  SELECT DISTINCT ON (faults.chain) faults.chain, faults.sequence, faults.fault FROM faults
  ORDER BY faults.chain, faults.sequence, faults.fault DESC
$$;
