-- A version is an immutable numbered row that points at one commit of a model repository.
CREATE TABLE model_version (
    repository_id uuid        NOT NULL,
    number        integer     NOT NULL,
    commit_id     text        NOT NULL,
    job_id        uuid,
    task          text        NOT NULL,
    framework     text        NOT NULL,
    metrics       jsonb       NOT NULL,
    signature     jsonb       NOT NULL,
    lineage       jsonb       NOT NULL,
    files         jsonb       NOT NULL,
    size_bytes    bigint      NOT NULL,
    created_at    timestamptz NOT NULL,
    created_by    text        NOT NULL,

    CONSTRAINT model_version_pkey            PRIMARY KEY (repository_id, number),
    CONSTRAINT model_version_job_id_key      UNIQUE (job_id),
    CONSTRAINT model_version_repository_fkey FOREIGN KEY (repository_id) REFERENCES hub_repository (id),
    CONSTRAINT model_version_number_check    CHECK (number >= 1),
    CONSTRAINT model_version_commit_check    CHECK (commit_id ~ '^[0-9a-f]{40}$')
);

COMMENT ON CONSTRAINT model_version_job_id_key ON model_version IS
    'A job registers once, however often it tries.';
COMMENT ON COLUMN model_version.files IS
    'Path, digest and size of every file of the commit, so that a deployment needs no history.';
