-- A copy of the other services' trails, so that one search shows all. The originals stay where the changes are.
CREATE TABLE collected_entry (
    service    text        NOT NULL,
    chain      smallint    NOT NULL,
    seq        bigint      NOT NULL,
    id         bigint      NOT NULL,
    at         timestamptz NOT NULL,
    actor_id   uuid,
    actor      text,
    action     text        NOT NULL,
    target     text,
    outcome    text        NOT NULL,
    request_id text,
    details    json,

    CONSTRAINT collected_entry_pkey   PRIMARY KEY (service, chain, seq),
    CONSTRAINT collected_entry_id_key UNIQUE (service, id)
);

CREATE INDEX collected_entry_at_idx      ON collected_entry (at, service, id);
CREATE INDEX collected_entry_service_idx ON collected_entry (service, at, id);
CREATE INDEX collected_entry_actor_idx   ON collected_entry (actor, at, service, id);
CREATE INDEX collected_entry_action_idx  ON collected_entry (action, at, service, id);
CREATE INDEX collected_entry_target_idx  ON collected_entry (target, at, service, id);
CREATE INDEX collected_entry_person_idx  ON collected_entry (actor_id) WHERE actor_id IS NOT NULL;

-- How far each chain was collected; what is sealed of it.
CREATE TABLE collected_end (
    service text     NOT NULL,
    chain   smallint NOT NULL,
    seq     bigint   NOT NULL,
    hash    bytea    NOT NULL,

    CONSTRAINT collected_end_pkey PRIMARY KEY (service, chain)
);

-- One replica collects from a service at a time.
CREATE TABLE collected_service (
    service      text        NOT NULL,
    leased_until timestamptz NOT NULL,

    CONSTRAINT collected_service_pkey PRIMARY KEY (service)
);

CREATE TABLE collected_seal (
    id        bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    service   text        NOT NULL,
    at        timestamptz NOT NULL,
    statement text        NOT NULL,

    CONSTRAINT collected_seal_pkey PRIMARY KEY (id)
);

CREATE INDEX collected_seal_service_idx ON collected_seal (service, id);

COMMENT ON COLUMN collected_seal.statement IS 'The ends of all collected chains of the service at that time, signed (JWS, RFC 7515).';

DO $$
DECLARE
    grantee_name name;
BEGIN
    FOR grantee_name IN
        SELECT DISTINCT grantee FROM information_schema.role_table_grants
        WHERE table_schema = current_schema AND table_name = 'collected_seal' AND grantee <> current_user
    LOOP
        EXECUTE format('REVOKE ALL ON collected_seal FROM %I', grantee_name);
        EXECUTE format('GRANT SELECT, INSERT ON collected_seal TO %I', grantee_name);
    END LOOP;
END
$$;
