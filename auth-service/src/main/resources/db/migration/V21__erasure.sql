-- People whose data is being erased, here and in the other services. Name and addresses go when all is done.
CREATE TABLE erasure (
    id           uuid        NOT NULL,
    person       uuid        NOT NULL,
    name         text,
    addresses    text[],
    pseudonym    text        NOT NULL,
    pseudonym_id uuid        NOT NULL,
    requested_at timestamptz NOT NULL,
    completed_at timestamptz,

    CONSTRAINT erasure_pkey          PRIMARY KEY (id),
    CONSTRAINT erasure_person_key    UNIQUE (person),
    CONSTRAINT erasure_pseudonym_key UNIQUE (pseudonym),
    CONSTRAINT erasure_done_check    CHECK ((completed_at IS NULL) = (name IS NOT NULL)
        AND (name IS NULL) = (addresses IS NULL))
);

COMMENT ON COLUMN erasure.pseudonym IS 'Drawn at random; stands where something of the person stays.';

CREATE TABLE erasure_step (
    erasure_id uuid        NOT NULL,
    service    text        NOT NULL,
    attempts   integer     NOT NULL DEFAULT 0,
    next_at    timestamptz NOT NULL,
    failure    text,
    done_at    timestamptz,
    counts     json,

    CONSTRAINT erasure_step_pkey         PRIMARY KEY (erasure_id, service),
    CONSTRAINT erasure_step_erasure_fkey FOREIGN KEY (erasure_id) REFERENCES erasure (id)
);

CREATE INDEX erasure_step_due_idx ON erasure_step (next_at) WHERE done_at IS NULL;

-- The same words as audit_forget, in the copies of the other services' trails.
CREATE FUNCTION collected_forget(person uuid, words text[]) RETURNS bigint
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    pattern text;
    changed bigint;
BEGIN
    SELECT '(^|[^a-z0-9._%+-])(' || string_agg(regexp_replace(lower(word), '([^a-z0-9])', '\\\1', 'g'), '|')
        || ')($|[^a-z0-9_%+-])' INTO pattern FROM unnest(words) AS word;
    UPDATE collected_entry e SET
        actor = CASE WHEN e.actor_id = person THEN NULL ELSE e.actor END,
        target = CASE WHEN lower(e.target) ~ pattern THEN NULL ELSE e.target END,
        details = CASE WHEN lower(e.details::text) ~ pattern THEN NULL ELSE e.details END
    WHERE (e.actor_id = person AND e.actor IS NOT NULL) OR lower(e.target) ~ pattern OR lower(e.details::text) ~ pattern;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
END
$$;
