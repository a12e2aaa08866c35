-- When and how the owner of a session last proved to be there, and what the list of sessions shows.
ALTER TABLE browser_session
    ADD COLUMN verified_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN methods     text        NOT NULL DEFAULT 'pwd',
    ADD COLUMN network     text        NOT NULL DEFAULT '',
    ADD COLUMN csrf_root   text        NOT NULL DEFAULT '';

UPDATE browser_session SET verified_at = created_at;

-- The authenticator app of an account; it counts once confirmed. The seed is sealed.
CREATE TABLE second_factor (
    account_id   uuid        NOT NULL,
    seed         text        NOT NULL,
    sealed_under text        NOT NULL,
    last_step    bigint      NOT NULL,
    created_at   timestamptz NOT NULL,
    confirmed_at timestamptz,

    CONSTRAINT second_factor_pkey         PRIMARY KEY (account_id),
    CONSTRAINT second_factor_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
);

COMMENT ON COLUMN second_factor.last_step IS
    'The last time step whose code was accepted: a code of this step or before is used up.';

CREATE TABLE recovery_code (
    account_id uuid  NOT NULL,
    code_hash  bytea NOT NULL,

    CONSTRAINT recovery_code_pkey         PRIMARY KEY (account_id, code_hash),
    CONSTRAINT recovery_code_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
);

-- A sign-in whose password was right and whose second factor is still to come.
CREATE TABLE sign_in_challenge (
    secret_hash bytea       NOT NULL,
    account_id  uuid        NOT NULL,
    tries       integer     NOT NULL,
    expires_at  timestamptz NOT NULL,

    CONSTRAINT sign_in_challenge_pkey         PRIMARY KEY (secret_hash),
    CONSTRAINT sign_in_challenge_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
);

CREATE INDEX sign_in_challenge_account_idx ON sign_in_challenge (account_id);
CREATE INDEX sign_in_challenge_expires_idx ON sign_in_challenge (expires_at);

ALTER TABLE organisation ADD COLUMN requires_second_factor boolean NOT NULL DEFAULT false;
