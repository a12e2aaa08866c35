-- What a person asked to be told about themselves; the archive is kept for some days and read once.
CREATE TABLE person_export (
    id           uuid        NOT NULL,
    account_id   uuid        NOT NULL,
    requested_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    state        text        NOT NULL DEFAULT 'collecting',
    bytes        bigint      NOT NULL DEFAULT 0,
    attempts     integer     NOT NULL DEFAULT 0,
    next_at      timestamptz NOT NULL,

    CONSTRAINT person_export_pkey         PRIMARY KEY (id),
    CONSTRAINT person_export_account_key  UNIQUE (account_id),
    CONSTRAINT person_export_account_fkey FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT person_export_state_check  CHECK (state IN ('collecting', 'ready', 'downloaded', 'failed'))
);

CREATE INDEX person_export_due_idx ON person_export (next_at) WHERE state = 'collecting';
CREATE INDEX person_export_expires_idx ON person_export (expires_at);

CREATE TABLE person_export_part (
    export_id uuid    NOT NULL,
    attempt   integer NOT NULL,
    number    integer NOT NULL,
    content   bytea   NOT NULL,

    CONSTRAINT person_export_part_pkey        PRIMARY KEY (export_id, attempt, number),
    CONSTRAINT person_export_part_export_fkey FOREIGN KEY (export_id) REFERENCES person_export (id) ON DELETE CASCADE
);
