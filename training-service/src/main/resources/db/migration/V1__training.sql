-- A job is one training: what was asked, where it stands, and who works on it.
CREATE TABLE job (
    id               uuid             NOT NULL,
    namespace        text             NOT NULL,
    name             text             NOT NULL,
    created_by       text             NOT NULL,
    created_by_id    uuid             NOT NULL,
    created_at       timestamptz      NOT NULL,
    spec             jsonb            NOT NULL,
    task             text             NOT NULL,
    dataset_repo     text             NOT NULL,
    state            text             NOT NULL,
    reason           jsonb,
    queued_at        timestamptz      NOT NULL,
    not_before       timestamptz      NOT NULL,
    started_at       timestamptz,
    finished_at      timestamptz,
    attempt          integer          NOT NULL DEFAULT 0,
    faults           integer          NOT NULL DEFAULT 0,
    cancel_requested boolean          NOT NULL DEFAULT false,
    lease_number     bigint           NOT NULL DEFAULT 0,
    lease_owner      text,
    lease_until      timestamptz,
    last_seq         bigint           NOT NULL DEFAULT 0,
    output_at        timestamptz,
    progress         jsonb,
    metrics          jsonb,
    report           jsonb,
    commit_id        text,
    model_version    integer,
    work_units       double precision NOT NULL,
    run_seconds      double precision,
    grant_open       boolean          NOT NULL DEFAULT true,

    CONSTRAINT job_pkey             PRIMARY KEY (id),
    CONSTRAINT job_state_check      CHECK (state IN ('queued', 'preparing', 'running', 'registering',
                                                     'succeeded', 'failed', 'cancelled')),
    CONSTRAINT job_name_check       CHECK (name ~ '^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$'),
    CONSTRAINT job_finished_check   CHECK ((state IN ('succeeded', 'failed', 'cancelled')) = (finished_at IS NOT NULL)),
    CONSTRAINT job_version_check    CHECK ((state = 'succeeded') <= (model_version IS NOT NULL))
);

COMMENT ON COLUMN job.lease_number IS
    'The fence: grows with every claim, and every write of a worker names the number it holds.';
COMMENT ON COLUMN job.last_seq IS
    'Number of the newest event; taken under this row''s lock, so the numbers of a job have no gap.';

CREATE INDEX job_queue_idx ON job (queued_at, id) WHERE state = 'queued';
CREATE INDEX job_lease_idx ON job (lease_until) WHERE state IN ('preparing', 'running', 'registering');
CREATE INDEX job_namespace_idx ON job (namespace, created_at DESC, id DESC);
CREATE INDEX job_created_idx ON job (created_at DESC, id DESC);
CREATE INDEX job_dataset_idx ON job (dataset_repo, created_at DESC, id DESC);
CREATE INDEX job_speed_idx ON job (task, finished_at DESC) WHERE run_seconds IS NOT NULL;
CREATE INDEX job_grant_idx ON job (finished_at) WHERE grant_open AND finished_at IS NOT NULL;

-- One start of a job's training, with how far its output was read.
CREATE TABLE job_attempt (
    job_id          uuid        NOT NULL,
    number          integer     NOT NULL,
    started_at      timestamptz NOT NULL,
    stdout_offset   bigint      NOT NULL DEFAULT 0,
    stderr_offset   bigint      NOT NULL DEFAULT 0,
    stdout_skipping boolean     NOT NULL DEFAULT false,
    stderr_skipping boolean     NOT NULL DEFAULT false,
    log_lines       bigint      NOT NULL DEFAULT 0,
    log_bytes       bigint      NOT NULL DEFAULT 0,
    points          bigint      NOT NULL DEFAULT 0,
    resumed_step    bigint,
    failure         jsonb,
    done            boolean     NOT NULL DEFAULT false,

    CONSTRAINT job_attempt_pkey       PRIMARY KEY (job_id, number),
    CONSTRAINT job_attempt_job_id_fkey FOREIGN KEY (job_id) REFERENCES job (id) ON DELETE CASCADE
);

COMMENT ON COLUMN job_attempt.stdout_offset IS
    'Bytes already turned into events; moves in the transaction that inserts them, so that a kill loses and doubles nothing.';

-- Everything that happened to a job, in one sequence over all kinds.
CREATE TABLE job_event (
    job_id  uuid        NOT NULL,
    seq     bigint      NOT NULL,
    kind    text        NOT NULL,
    attempt integer     NOT NULL,
    at      timestamptz NOT NULL,
    data    jsonb       NOT NULL,

    CONSTRAINT job_event_pkey        PRIMARY KEY (job_id, seq),
    CONSTRAINT job_event_job_id_fkey FOREIGN KEY (job_id) REFERENCES job (id) ON DELETE CASCADE,
    CONSTRAINT job_event_kind_check  CHECK (kind IN ('state', 'progress', 'metric', 'log', 'checkpoint'))
);

CREATE INDEX job_event_kind_idx ON job_event (job_id, kind, seq);
