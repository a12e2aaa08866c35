-- One sign-in of a device (RFC 8628), from its two codes to the approval. Neither code is stored.
CREATE TABLE device_login (
    id             uuid        NOT NULL,
    device_hash    bytea       NOT NULL,
    user_code_hash bytea       NOT NULL,
    client         text        NOT NULL,
    scopes         text[]      NOT NULL,
    state          text        NOT NULL,
    account_id     uuid,
    network        text        NOT NULL,
    user_agent     text        NOT NULL,
    poll_seconds   integer     NOT NULL,
    next_poll_at   timestamptz NOT NULL,
    created_at     timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL,

    CONSTRAINT device_login_pkey               PRIMARY KEY (id),
    CONSTRAINT device_login_device_hash_key    UNIQUE (device_hash),
    CONSTRAINT device_login_user_code_hash_key UNIQUE (user_code_hash),
    CONSTRAINT device_login_account_fkey       FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT device_login_state_check        CHECK (state IN ('PENDING', 'APPROVED', 'DENIED')),
    CONSTRAINT device_login_approved_check     CHECK ((state = 'APPROVED') = (account_id IS NOT NULL))
);

CREATE INDEX device_login_account_idx ON device_login (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX device_login_expires_idx ON device_login (expires_at);

-- What an account has granted to a client that renews its tokens; ending it ends all of them.
CREATE TABLE oauth_grant (
    id         uuid        NOT NULL,
    account_id uuid        NOT NULL,
    client     text        NOT NULL,
    scopes     text[]      NOT NULL,
    renewals   integer     NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,

    CONSTRAINT oauth_grant_pkey         PRIMARY KEY (id),
    CONSTRAINT oauth_grant_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
);

CREATE INDEX oauth_grant_account_idx ON oauth_grant (account_id);
CREATE INDEX oauth_grant_expires_idx ON oauth_grant (expires_at);

-- The line of refresh tokens of a grant. A used one stays, so that its second use is noticed.
CREATE TABLE refresh_token (
    secret_hash bytea       NOT NULL,
    grant_id    uuid        NOT NULL,
    created_at  timestamptz NOT NULL,
    used_at     timestamptz,
    used_by     bytea,

    CONSTRAINT refresh_token_pkey       PRIMARY KEY (secret_hash),
    CONSTRAINT refresh_token_grant_fkey FOREIGN KEY (grant_id) REFERENCES oauth_grant (id) ON DELETE CASCADE,
    CONSTRAINT refresh_token_used_check CHECK ((used_at IS NULL) = (used_by IS NULL))
);

CREATE INDEX refresh_token_grant_idx ON refresh_token (grant_id);

ALTER TABLE personal_token ADD COLUMN grant_id uuid;
ALTER TABLE personal_token ADD COLUMN superseded boolean NOT NULL DEFAULT false;
ALTER TABLE personal_token
    ADD CONSTRAINT personal_token_grant_fkey FOREIGN KEY (grant_id) REFERENCES oauth_grant (id) ON DELETE CASCADE;

COMMENT ON COLUMN personal_token.superseded IS 'A renewal replaced it: it ends within the hour and is in no list.';

CREATE INDEX personal_token_grant_idx ON personal_token (grant_id) WHERE grant_id IS NOT NULL;
