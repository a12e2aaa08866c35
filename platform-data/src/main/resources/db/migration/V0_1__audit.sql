-- The audit trail: append only, hash-chained, with personal text that can be erased without breaking a chain.
-- docs/reference/audit.md defines the bytes that are hashed.

-- Several chains, so that concurrent transactions seldom wait for each other; an entry is in one of them.
CREATE TABLE audit_chain (
    chain    smallint NOT NULL,
    seq      bigint   NOT NULL,
    hash     bytea    NOT NULL,
    base_seq bigint   NOT NULL,
    base     bytea    NOT NULL,

    CONSTRAINT audit_chain_pkey PRIMARY KEY (chain)
) WITH (fillfactor = 20);

COMMENT ON COLUMN audit_chain.base_seq IS 'The last entry that retention has removed; the chain starts after it.';
COMMENT ON COLUMN audit_chain.base IS 'Hash of that entry.';

INSERT INTO audit_chain (chain, seq, hash, base_seq, base)
SELECT n, 0, sha256(convert_to('trainyard-audit-chain-' || n, 'UTF8')),
       0, sha256(convert_to('trainyard-audit-chain-' || n, 'UTF8'))
FROM generate_series(0, 15) AS n;

CREATE TABLE audit_entry (
    id                 bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    chain              smallint    NOT NULL,
    seq                bigint      NOT NULL,
    at                 timestamptz NOT NULL,
    actor_id           uuid,
    actor              text,
    actor_salt         bytea,
    actor_commitment   bytea       NOT NULL,
    action             text        NOT NULL,
    target             text,
    target_salt        bytea,
    target_commitment  bytea       NOT NULL,
    outcome            text        NOT NULL,
    request_id         text,
    details            json,
    details_salt       bytea,
    details_commitment bytea       NOT NULL,
    hash               bytea       NOT NULL,

    CONSTRAINT audit_entry_pkey          PRIMARY KEY (id),
    CONSTRAINT audit_entry_chain_key     UNIQUE (chain, seq),
    CONSTRAINT audit_entry_outcome_check CHECK (outcome IN ('success', 'refused')),
    CONSTRAINT audit_entry_erased_check  CHECK ((actor IS NULL) = (actor_salt IS NULL)
        AND (target IS NULL) = (target_salt IS NULL) AND (details IS NULL) = (details_salt IS NULL))
);

CREATE INDEX audit_entry_at_idx     ON audit_entry (at, id);
CREATE INDEX audit_entry_actor_idx  ON audit_entry (actor, at, id);
CREATE INDEX audit_entry_action_idx ON audit_entry (action, at, id);
CREATE INDEX audit_entry_target_idx ON audit_entry (target, at, id);
CREATE INDEX audit_entry_person_idx ON audit_entry (actor_id) WHERE actor_id IS NOT NULL;

CREATE TABLE audit_seal (
    id        bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    at        timestamptz NOT NULL,
    statement text        NOT NULL,

    CONSTRAINT audit_seal_pkey PRIMARY KEY (id)
);

COMMENT ON COLUMN audit_seal.statement IS 'The heads of all chains at that time, signed (JWS, RFC 7515).';

-- A text with its length before it, so that no two lists of texts give the same bytes; null differs from empty.
CREATE FUNCTION audit_bytes(value text) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN value IS NULL THEN int4send(-1)
                ELSE int4send(octet_length(convert_to(value, 'UTF8'))) || convert_to(value, 'UTF8') END
$$;

-- What the chain holds instead of a text that may have to be erased.
CREATE FUNCTION audit_commitment(salt bytea, value text) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT sha256(salt || convert_to(value, 'UTF8'))
$$;

-- The one way to add an entry. It commits with the caller's transaction, which keeps its chain until then.
CREATE FUNCTION audit_append(actor_id uuid, actor text, action text, target text, outcome text, request_id text,
                             details json, at timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    own      text := current_setting('trainyard.audit_chain', true);
    head     audit_chain%ROWTYPE;
    salts    bytea[] := ARRAY[uuid_send(gen_random_uuid()), uuid_send(gen_random_uuid()), uuid_send(gen_random_uuid())];
    promises bytea[] := ARRAY[audit_commitment(salts[1], audit_append.actor),
                              audit_commitment(salts[2], audit_append.target),
                              audit_commitment(salts[3], audit_append.details::text)];
    any_one  smallint := floor(random() * 16);
    link     bytea;
    entry    bigint;
BEGIN
    IF own <> '' THEN
        SELECT * INTO head FROM audit_chain c WHERE c.chain = own::smallint FOR UPDATE;
    ELSE
        SELECT * INTO head FROM audit_chain ORDER BY random() LIMIT 1 FOR UPDATE SKIP LOCKED;
        IF NOT FOUND THEN
            SELECT * INTO head FROM audit_chain c WHERE c.chain = any_one FOR UPDATE;
        END IF;
        PERFORM set_config('trainyard.audit_chain', head.chain::text, true);
    END IF;
    link := sha256(head.hash || int2send(head.chain) || int8send(head.seq + 1)
        || int8send((extract(epoch FROM audit_append.at) * 1000000)::bigint)
        || audit_bytes(audit_append.actor_id::text) || audit_bytes(audit_append.action)
        || audit_bytes(audit_append.outcome) || audit_bytes(audit_append.request_id)
        || promises[1] || promises[2] || promises[3]);
    INSERT INTO audit_entry AS e (chain, seq, at, actor_id, actor, actor_salt, actor_commitment, action, target,
        target_salt, target_commitment, outcome, request_id, details, details_salt, details_commitment, hash)
    VALUES (head.chain, head.seq + 1, audit_append.at, audit_append.actor_id, audit_append.actor, salts[1],
        promises[1], audit_append.action, audit_append.target, salts[2], promises[2], audit_append.outcome,
        audit_append.request_id, audit_append.details, salts[3], promises[3], link)
    RETURNING e.id INTO entry;
    UPDATE audit_chain c SET seq = head.seq + 1, hash = link WHERE c.chain = head.chain;
    RETURN entry;
END
$$;

-- Forgets a person in the entries of an id range: the name of the actor, and each text that holds one of the words.
-- Words are names and addresses, compared without regard to case and only as a whole.
CREATE FUNCTION audit_forget(person uuid, words text[], first_id bigint, last_id bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    pattern text;
    changed bigint;
BEGIN
    SELECT '(^|[^a-z0-9._%+-])(' || string_agg(regexp_replace(lower(word), '([^a-z0-9])', '\\\1', 'g'), '|')
        || ')($|[^a-z0-9_%+-])' INTO pattern FROM unnest(words) AS word;
    UPDATE audit_entry e SET
        actor = CASE WHEN e.actor_id = person THEN NULL ELSE e.actor END,
        actor_salt = CASE WHEN e.actor_id = person THEN NULL ELSE e.actor_salt END,
        target = CASE WHEN lower(e.target) ~ pattern THEN NULL ELSE e.target END,
        target_salt = CASE WHEN lower(e.target) ~ pattern THEN NULL ELSE e.target_salt END,
        details = CASE WHEN lower(e.details::text) ~ pattern THEN NULL ELSE e.details END,
        details_salt = CASE WHEN lower(e.details::text) ~ pattern THEN NULL ELSE e.details_salt END
    WHERE e.id BETWEEN first_id AND last_id
      AND ((e.actor_id = person AND e.actor IS NOT NULL) OR lower(e.target) ~ pattern OR lower(e.details::text) ~ pattern);
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
END
$$;

-- Removes the oldest entries of a chain, all from before a time, and keeps the place where the chain goes on.
CREATE FUNCTION audit_prune(pruned smallint, before timestamptz, most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    head    audit_chain%ROWTYPE;
    last    bigint;
    removed bigint;
BEGIN
    IF before > now() - interval '30 days' THEN
        RAISE EXCEPTION 'entries of the last 30 days stay' USING ERRCODE = 'check_violation';
    END IF;
    SELECT * INTO head FROM audit_chain c WHERE c.chain = pruned FOR UPDATE;
    -- Up to the first entry that has to stay.
    SELECT coalesce(min(kept.seq) - 1, head.base_seq + most) INTO last
    FROM (SELECT e.seq FROM audit_entry e
          WHERE e.chain = pruned AND e.seq BETWEEN head.base_seq + 1 AND head.base_seq + most AND e.at >= before
          ORDER BY e.seq LIMIT 1) AS kept;
    last := least(last, head.seq);
    IF last <= head.base_seq THEN
        RETURN 0;
    END IF;
    UPDATE audit_chain c SET base_seq = last, base = e.hash
    FROM audit_entry e WHERE c.chain = pruned AND e.chain = pruned AND e.seq = last;
    DELETE FROM audit_entry e WHERE e.chain = pruned AND e.seq <= last;
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END
$$;

-- The role of the running service reads; everything else goes through the functions.
DO $$
DECLARE
    grantee_name name;
BEGIN
    FOR grantee_name IN
        SELECT DISTINCT grantee FROM information_schema.role_table_grants
        WHERE table_schema = current_schema AND table_name = 'audit_entry' AND grantee <> current_user
    LOOP
        EXECUTE format('REVOKE ALL ON audit_chain, audit_entry, audit_seal FROM %I', grantee_name);
        EXECUTE format('GRANT SELECT ON audit_chain, audit_entry, audit_seal TO %I', grantee_name);
        EXECUTE format('GRANT INSERT ON audit_seal TO %I', grantee_name);
    END LOOP;
END
$$;

-- Even the owner changes no entry but to erase a text.
CREATE FUNCTION audit_entry_only_forgets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.chain, NEW.seq, NEW.at, NEW.actor_commitment, NEW.action, NEW.target_commitment, NEW.outcome,
        NEW.details_commitment, NEW.hash)
       IS DISTINCT FROM (OLD.id, OLD.chain, OLD.seq, OLD.at, OLD.actor_commitment, OLD.action, OLD.target_commitment,
        OLD.outcome, OLD.details_commitment, OLD.hash)
       OR NEW.actor_id IS DISTINCT FROM OLD.actor_id OR NEW.request_id IS DISTINCT FROM OLD.request_id
       OR (NEW.actor IS NOT NULL AND NEW.actor IS DISTINCT FROM OLD.actor)
       OR (NEW.target IS NOT NULL AND NEW.target IS DISTINCT FROM OLD.target)
       OR (NEW.details IS NOT NULL AND NEW.details::text IS DISTINCT FROM OLD.details::text) THEN
        RAISE EXCEPTION 'audit_entry is append-only';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER audit_entry_only_forgets BEFORE UPDATE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_only_forgets();

CREATE FUNCTION audit_is_never_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER audit_entry_never_emptied BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_never_emptied();
