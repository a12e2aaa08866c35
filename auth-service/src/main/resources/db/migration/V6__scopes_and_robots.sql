-- What a token was made for; rows from before have none, and are read or write as "writes" says.
ALTER TABLE personal_token ADD COLUMN scopes text[];

-- What a token is limited to: acme, datasets/acme/x, models/acme/y. Null is no limit.
ALTER TABLE personal_token ADD COLUMN only_in text[];

-- A machine that acts for an organisation, whoever made it. It has no namespace of its own.
CREATE TABLE robot (
    id                uuid        NOT NULL,
    organisation_id   uuid        NOT NULL,
    name              text        NOT NULL,
    description       text        NOT NULL,
    role              text        NOT NULL,
    scopes            text[]      NOT NULL,
    only_in           text[],
    networks          text[]      NOT NULL,
    disabled          boolean     NOT NULL,
    created_by        text        NOT NULL,
    created_at        timestamptz NOT NULL,
    expires_at        timestamptz NOT NULL,
    last_used_at      timestamptz,
    last_used_network text,

    CONSTRAINT robot_pkey              PRIMARY KEY (id),
    CONSTRAINT robot_name_key          UNIQUE (organisation_id, name),
    CONSTRAINT robot_organisation_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id) ON DELETE CASCADE,
    CONSTRAINT robot_role_check        CHECK (role IN ('READER', 'WRITER', 'MAINTAINER'))
);

-- At most two live at a time, so that a robot is given a new one before the old one ends.
CREATE TABLE robot_secret (
    id          uuid        NOT NULL,
    robot_id    uuid        NOT NULL,
    secret_hash bytea       NOT NULL,
    hint        text        NOT NULL,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,

    CONSTRAINT robot_secret_pkey            PRIMARY KEY (id),
    CONSTRAINT robot_secret_secret_hash_key UNIQUE (secret_hash),
    CONSTRAINT robot_secret_robot_fkey      FOREIGN KEY (robot_id) REFERENCES robot (id) ON DELETE CASCADE
);

CREATE INDEX robot_secret_robot_idx ON robot_secret (robot_id);

-- A job acts for whoever submitted it: a person or a robot.
ALTER TABLE job_grant ADD COLUMN robot_id uuid;
ALTER TABLE job_grant ALTER COLUMN account_id DROP NOT NULL;
ALTER TABLE job_grant ADD CONSTRAINT job_grant_robot_fkey FOREIGN KEY (robot_id) REFERENCES robot (id) ON DELETE CASCADE;
ALTER TABLE job_grant ADD CONSTRAINT job_grant_subject_check CHECK ((account_id IS NULL) <> (robot_id IS NULL));

CREATE INDEX job_grant_robot_idx ON job_grant (robot_id) WHERE robot_id IS NOT NULL;

-- What the job may reach; null, from before, is what its namespace's members may.
ALTER TABLE job_grant ADD COLUMN only_in text[];
