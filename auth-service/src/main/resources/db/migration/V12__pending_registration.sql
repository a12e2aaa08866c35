-- Registrations that wait for the address to prove itself. There is no account before it has.
CREATE TABLE pending_registration (
    token_hash   bytea       NOT NULL,
    name         text        NOT NULL,
    email        text        NOT NULL,
    display_name text        NOT NULL,
    password     text        NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,

    CONSTRAINT pending_registration_pkey PRIMARY KEY (token_hash)
);

CREATE INDEX pending_registration_expires_idx ON pending_registration (expires_at);
