-- Requests that carried an Idempotency-Key, and the answers that a repeat gets again. Secrets are never among them.
CREATE TABLE idempotency_key (
    caller_id    uuid        NOT NULL,
    key          text        NOT NULL,
    operation    text        NOT NULL,
    request_hash text        NOT NULL,
    -- Whoever works on the request now; a claim without a status is void when its lease is over.
    holder       uuid        NOT NULL,
    leased_until timestamptz NOT NULL,
    created_at   timestamptz NOT NULL,
    status       smallint,
    location     text,
    body         text,
    -- What was made, where the answer itself must not be shown twice.
    made         text,

    CONSTRAINT idempotency_key_pkey PRIMARY KEY (caller_id, key),
    CONSTRAINT idempotency_key_key_check CHECK (length(key) BETWEEN 1 AND 255),
    CONSTRAINT idempotency_key_hash_check CHECK (length(request_hash) = 64),
    CONSTRAINT idempotency_key_status_check CHECK (status BETWEEN 200 AND 299),
    CONSTRAINT idempotency_key_body_check CHECK (octet_length(body) <= 65536)
);

CREATE INDEX idempotency_key_created_at_idx ON idempotency_key (created_at);
