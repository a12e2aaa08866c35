-- A deployment is what people asked for; the only columns a reconciler writes are the last four.
CREATE TABLE deployment (
    id               uuid        NOT NULL,
    namespace        text        NOT NULL,
    name             text        NOT NULL,
    repository_id    uuid        NOT NULL,
    model            text        NOT NULL,
    version          integer     NOT NULL,
    desired          text        NOT NULL,
    desired_replicas integer     NOT NULL,
    visibility       text        NOT NULL,
    generation       integer     NOT NULL,
    created_at       timestamptz NOT NULL,
    created_by       text        NOT NULL,
    creator_id       uuid        NOT NULL,
    updated_at       timestamptz NOT NULL,
    routes_version   bigint      NOT NULL DEFAULT 0,
    lease_holder     uuid,
    lease_until      timestamptz,
    fence            bigint      NOT NULL DEFAULT 0,

    CONSTRAINT deployment_pkey           PRIMARY KEY (id),
    CONSTRAINT deployment_version_fkey   FOREIGN KEY (repository_id, version)
        REFERENCES model_version (repository_id, number) ON DELETE RESTRICT,
    CONSTRAINT deployment_desired_check  CHECK (desired IN ('running', 'stopped', 'deleted')),
    CONSTRAINT deployment_replicas_check CHECK (desired_replicas BETWEEN 1 AND 8),
    CONSTRAINT deployment_visible_check  CHECK (visibility IN ('private', 'internal', 'public'))
);

-- A deleted deployment waits for its replicas to end; its name is free at once.
CREATE UNIQUE INDEX deployment_namespace_name_key ON deployment (namespace, name) WHERE desired <> 'deleted';
CREATE INDEX deployment_created_idx ON deployment (created_at DESC, id DESC);
CREATE INDEX deployment_repository_idx ON deployment (repository_id, version);

COMMENT ON CONSTRAINT deployment_version_fkey ON deployment IS
    'A version cannot go away under a deployment; decides the race of a deploy with a delete.';
COMMENT ON COLUMN deployment.fence IS
    'Grows with every change of the lease holder; a write with an older one is refused.';

-- One row for each replica that runs or is to run: a projection that only the lease holder writes.
CREATE TABLE replica (
    id              uuid        NOT NULL,
    deployment_id   uuid        NOT NULL,
    index           integer     NOT NULL,
    version         integer     NOT NULL,
    generation      integer     NOT NULL,
    state           text        NOT NULL,
    reason          text,
    address         text,
    failures        integer     NOT NULL,
    restarts        integer     NOT NULL,
    served          boolean     NOT NULL,
    instance_id     uuid        NOT NULL,
    created_at      timestamptz NOT NULL,
    started_at      timestamptz NOT NULL,
    state_since     timestamptz NOT NULL,
    next_attempt_at timestamptz,

    CONSTRAINT replica_pkey            PRIMARY KEY (id),
    CONSTRAINT replica_deployment_fkey FOREIGN KEY (deployment_id) REFERENCES deployment (id) ON DELETE CASCADE,
    CONSTRAINT replica_index_check     CHECK (index BETWEEN 0 AND 7),
    CONSTRAINT replica_state_check     CHECK (state IN
        ('starting', 'checking', 'ready', 'restarting', 'failed', 'draining', 'stopping'))
);

CREATE UNIQUE INDEX replica_deployment_index_version_key ON replica (deployment_id, index, version)
    WHERE state NOT IN ('draining', 'stopping');
CREATE INDEX replica_deployment_idx ON replica (deployment_id);
