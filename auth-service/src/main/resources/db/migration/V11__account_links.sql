-- Links that were mailed and work once. What the link holds is never stored, only its keyed hash.
CREATE TABLE account_link (
    token_hash bytea       NOT NULL,
    purpose    text        NOT NULL,
    account_id uuid        NOT NULL,
    email      text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,

    CONSTRAINT account_link_pkey          PRIMARY KEY (token_hash),
    CONSTRAINT account_link_account_fkey  FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT account_link_purpose_check CHECK (purpose IN ('VERIFY', 'CHANGE', 'UNDO', 'RESET'))
);

COMMENT ON COLUMN account_link.email IS
    'The address that the link went to, which using it proves.';

CREATE INDEX account_link_account_idx ON account_link (account_id, purpose);
CREATE INDEX account_link_expires_idx ON account_link (expires_at);

-- Addresses for which somebody asked for a reset. They are looked up after the answer, so that the
-- answer and its cost tell nobody which addresses have an account.
CREATE TABLE password_reset_request (
    id         uuid        NOT NULL,
    email      text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,

    CONSTRAINT password_reset_request_pkey PRIMARY KEY (id)
);

CREATE INDEX password_reset_request_created_idx ON password_reset_request (created_at, id);
CREATE INDEX password_reset_request_expires_idx ON password_reset_request (expires_at);

ALTER TABLE account ADD COLUMN email_verified_at timestamptz;
