-- A command may now begin below a parent that it names, and may move the parent too (a decision that becomes a task): the parent is locked first, as strongly as that asks for.
-- The function of 0003 stays for instances that still run the former release; the next migration of this function takes it away.
CREATE FUNCTION open_command(
  asker uuid, command_key text, process_id uuid, process_type text, locks_org boolean, parent_lock text, named_parent uuid, party_ids uuid[],
  OUT answered boolean, OUT digest text, OUT status integer, OUT body json, OUT erased boolean,
  OUT state jsonb, OUT head bytea, OUT moved_at timestamptz, OUT parties jsonb,
  OUT now_ms float8, OUT org integer, OUT calendar integer, OUT drill boolean
) LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
BEGIN
  answered := false;
  IF command_key IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(asker::text || ' ' || command_key, 0));
    SELECT c.digest, c.status, c.body, c.erased INTO digest, status, body, erased FROM command c WHERE c.person_id = asker AND c.key = command_key;
    IF FOUND THEN
      answered := true;
      RETURN;
    END IF;
  END IF;
  IF locks_org THEN
    PERFORM 1 FROM world_version w WHERE w.id = 1 FOR UPDATE;
  END IF;
  IF parent_lock IS NOT NULL THEN
    named_parent := coalesce(named_parent, (SELECT c.parent_id FROM process c WHERE c.id = open_command.process_id));
    IF parent_lock = 'update' THEN
      PERFORM 1 FROM process p WHERE p.id = named_parent FOR UPDATE;
    ELSE
      PERFORM 1 FROM process p WHERE p.id = named_parent FOR SHARE;
    END IF;
  END IF;
  SELECT p.state, p.head, p.moved_at INTO state, head, moved_at FROM process p WHERE p.id = open_command.process_id AND p.type = open_command.process_type FOR UPDATE;
  -- A case shows its party in every answer.
  IF state ? 'partyId' THEN
    party_ids := party_ids || (state ->> 'partyId')::uuid;
  END IF;
  IF cardinality(party_ids) > 0 THEN
    SELECT jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'kind', r.kind, 'address', r.address)) INTO parties FROM party_record r WHERE r.id = ANY (party_ids);
  END IF;
  SELECT ledger_now_ms(), w.org, w.calendar, s.drill INTO now_ms, org, calendar, drill FROM world_version w, ledger_state s WHERE w.id = 1 AND s.id = 1;
END $$;
