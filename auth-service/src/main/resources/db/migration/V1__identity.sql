-- One row per name of the public URL space that somebody owns: a user or an organisation.
CREATE TABLE namespace (
    name text NOT NULL,
    kind text NOT NULL,

    CONSTRAINT namespace_pkey       PRIMARY KEY (name),
    CONSTRAINT namespace_kind_check CHECK (kind IN ('user', 'organisation'))
);

COMMENT ON CONSTRAINT namespace_pkey ON namespace IS
    'Decides concurrent registrations of one name, for users and organisations alike.';

CREATE TABLE account (
    id           uuid        NOT NULL,
    name         text        NOT NULL,
    email        text,
    display_name text        NOT NULL,
    password     text,
    active       boolean     NOT NULL DEFAULT true,
    operator     boolean     NOT NULL DEFAULT false,
    admin        boolean     NOT NULL DEFAULT false,
    auditor      boolean     NOT NULL DEFAULT false,
    created_at   timestamptz NOT NULL,

    CONSTRAINT account_pkey        PRIMARY KEY (id),
    CONSTRAINT account_name_key    UNIQUE (name),
    CONSTRAINT account_email_key   UNIQUE (email),
    CONSTRAINT account_name_fkey   FOREIGN KEY (name) REFERENCES namespace (name),
    CONSTRAINT account_email_check CHECK (email = lower(email))
);

CREATE INDEX account_name_prefix_idx ON account (name text_pattern_ops);
CREATE INDEX account_admin_idx ON account (created_at) WHERE admin;

CREATE TABLE organisation (
    id           uuid        NOT NULL,
    name         text        NOT NULL,
    display_name text        NOT NULL,
    created_at   timestamptz NOT NULL,

    CONSTRAINT organisation_pkey      PRIMARY KEY (id),
    CONSTRAINT organisation_name_key  UNIQUE (name),
    CONSTRAINT organisation_name_fkey FOREIGN KEY (name) REFERENCES namespace (name)
);

CREATE TABLE membership (
    organisation_id uuid        NOT NULL,
    account_id      uuid        NOT NULL,
    role            text        NOT NULL,
    since           timestamptz NOT NULL,

    CONSTRAINT membership_pkey              PRIMARY KEY (organisation_id, account_id),
    CONSTRAINT membership_organisation_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT membership_account_fkey      FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT membership_role_check        CHECK (role IN ('READER', 'WRITER', 'MAINTAINER', 'OWNER'))
);

CREATE INDEX membership_account_idx ON membership (account_id);

-- A signed-in browser. The cookie itself is never stored, only its keyed hash.
CREATE TABLE browser_session (
    id           uuid        NOT NULL,
    account_id   uuid        NOT NULL,
    secret_hash  bytea       NOT NULL,
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    user_agent   text        NOT NULL,

    CONSTRAINT browser_session_pkey            PRIMARY KEY (id),
    CONSTRAINT browser_session_secret_hash_key UNIQUE (secret_hash),
    CONSTRAINT browser_session_account_fkey    FOREIGN KEY (account_id) REFERENCES account (id)
);

CREATE INDEX browser_session_account_idx ON browser_session (account_id, created_at, id);
CREATE INDEX browser_session_expires_idx ON browser_session (expires_at);

CREATE TABLE personal_token (
    id           uuid        NOT NULL,
    account_id   uuid        NOT NULL,
    name         text        NOT NULL,
    secret_hash  bytea       NOT NULL,
    hint         text        NOT NULL,
    writes       boolean     NOT NULL,
    operator     boolean     NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    last_used_at timestamptz,

    CONSTRAINT personal_token_pkey            PRIMARY KEY (id),
    CONSTRAINT personal_token_secret_hash_key UNIQUE (secret_hash),
    CONSTRAINT personal_token_account_fkey    FOREIGN KEY (account_id) REFERENCES account (id)
);

CREATE INDEX personal_token_account_idx ON personal_token (account_id, created_at, id);
CREATE INDEX personal_token_expires_idx ON personal_token (expires_at);

-- At most one link can make the first administrator; a new one voids the earlier.
CREATE TABLE setup_link (
    only_one   boolean     NOT NULL DEFAULT true,
    token_hash bytea       NOT NULL,
    expires_at timestamptz NOT NULL,

    CONSTRAINT setup_link_pkey  PRIMARY KEY (only_one),
    CONSTRAINT setup_link_check CHECK (only_one)
);

CREATE TABLE invitation (
    id              uuid        NOT NULL,
    token_hash      bytea       NOT NULL,
    email           text,
    organisation_id uuid,
    role            text,
    admin           boolean     NOT NULL,
    auditor         boolean     NOT NULL,
    created_by      uuid        NOT NULL,
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,

    CONSTRAINT invitation_pkey              PRIMARY KEY (id),
    CONSTRAINT invitation_token_hash_key    UNIQUE (token_hash),
    CONSTRAINT invitation_organisation_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT invitation_created_by_fkey   FOREIGN KEY (created_by) REFERENCES account (id),
    CONSTRAINT invitation_role_check        CHECK ((role IS NULL) = (organisation_id IS NULL)
        AND role IN ('READER', 'WRITER', 'MAINTAINER', 'OWNER'))
);

CREATE INDEX invitation_created_at_idx ON invitation (created_at, id);
CREATE INDEX invitation_expires_idx ON invitation (expires_at);

CREATE TABLE signing_key (
    id            text        NOT NULL,
    state         text        NOT NULL,
    public_key    bytea       NOT NULL,
    wrapped_key   bytea,
    wrapped_under text        NOT NULL,
    published_at  timestamptz NOT NULL,
    activated_at  timestamptz,
    retired_at    timestamptz,

    CONSTRAINT signing_key_pkey        PRIMARY KEY (id),
    CONSTRAINT signing_key_state_check CHECK (state IN ('PUBLISHED', 'ACTIVE', 'RETIRED', 'REMOVED')),
    CONSTRAINT signing_key_wrapped_check CHECK ((state IN ('PUBLISHED', 'ACTIVE')) = (wrapped_key IS NOT NULL))
);

CREATE UNIQUE INDEX signing_key_active_key ON signing_key (state) WHERE state = 'ACTIVE';
CREATE UNIQUE INDEX signing_key_published_key ON signing_key (state) WHERE state = 'PUBLISHED';

-- The user on whose behalf a job may still act after the request that submitted it.
CREATE TABLE job_grant (
    job_id     uuid        NOT NULL,
    account_id uuid        NOT NULL,
    namespace  text        NOT NULL,
    created_at timestamptz NOT NULL,

    CONSTRAINT job_grant_pkey         PRIMARY KEY (job_id),
    CONSTRAINT job_grant_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
);

CREATE INDEX job_grant_account_idx ON job_grant (account_id);

-- Leaky buckets, one per purpose and client address (hashed): the level falls with time.
CREATE TABLE address_bucket (
    key   bytea            NOT NULL,
    level double precision NOT NULL,
    at    timestamptz      NOT NULL,

    CONSTRAINT address_bucket_pkey PRIMARY KEY (key)
);

CREATE INDEX address_bucket_at_idx ON address_bucket (at);

-- Growing waits after failed sign-ins, one row per account or unknown name (hashed).
CREATE TABLE sign_in_backoff (
    key           bytea       NOT NULL,
    failures      integer     NOT NULL,
    blocked_until timestamptz NOT NULL,
    at            timestamptz NOT NULL,

    CONSTRAINT sign_in_backoff_pkey PRIMARY KEY (key)
);

CREATE INDEX sign_in_backoff_at_idx ON sign_in_backoff (at);

CREATE TABLE audit_event (
    id         bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    at         timestamptz NOT NULL,
    actor_id   uuid,
    actor      text        NOT NULL,
    action     text        NOT NULL,
    target     text        NOT NULL,
    outcome    text        NOT NULL,
    request_id text,
    details    jsonb       NOT NULL,

    CONSTRAINT audit_event_pkey          PRIMARY KEY (id),
    CONSTRAINT audit_event_outcome_check CHECK (outcome IN ('success', 'refused'))
);

CREATE INDEX audit_event_actor_idx ON audit_event (actor, id);
CREATE INDEX audit_event_action_idx ON audit_event (action, id);
CREATE INDEX audit_event_target_idx ON audit_event (target, id);
CREATE INDEX audit_event_at_idx ON audit_event (at);

-- Append only: whoever got rights on the table by default keeps those to read and to add.
DO $$
DECLARE
    grantee_name name;
BEGIN
    FOR grantee_name IN
        SELECT DISTINCT grantee FROM information_schema.role_table_grants
        WHERE table_schema = current_schema AND table_name = 'audit_event' AND grantee <> current_user
    LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON audit_event FROM %I', grantee_name);
    END LOOP;
END
$$;

CREATE FUNCTION audit_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit_event is append-only';
END
$$;

CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_is_append_only();
