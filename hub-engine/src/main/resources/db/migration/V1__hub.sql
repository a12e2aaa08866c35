-- The hub: versioned repositories on content-addressed blobs. Services number their own from V100.

-- A blob is written here before its file is published, and removed in the transaction that removes the file.
CREATE TABLE hub_blob (
    sha256     text COLLATE "C" NOT NULL,
    size_bytes bigint           NOT NULL,
    touched_at timestamptz      NOT NULL,

    CONSTRAINT hub_blob_pkey         PRIMARY KEY (sha256),
    CONSTRAINT hub_blob_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT hub_blob_size_check   CHECK (size_bytes >= 0)
);

COMMENT ON COLUMN hub_blob.touched_at IS
    'Last time somebody was about to refer to the blob; the collector leaves it alone for a grace period after that.';

CREATE TABLE hub_repository (
    id          uuid             NOT NULL,
    namespace   text COLLATE "C" NOT NULL,
    name        text COLLATE "C" NOT NULL,
    visibility  text             NOT NULL,
    description text             NOT NULL DEFAULT '',
    created_by  uuid             NOT NULL,
    created_at  timestamptz      NOT NULL,
    updated_at  timestamptz      NOT NULL,

    CONSTRAINT hub_repository_pkey               PRIMARY KEY (id),
    CONSTRAINT hub_repository_namespace_name_key UNIQUE (namespace, name),
    CONSTRAINT hub_repository_visibility_check   CHECK (visibility IN ('private', 'internal', 'public'))
);

CREATE INDEX hub_repository_updated_at ON hub_repository (updated_at DESC, id DESC);
CREATE INDEX hub_repository_namespace_updated_at ON hub_repository (namespace, updated_at DESC, id DESC);

-- A line is an unbranched run of commits. A commit onto a commit that already has a successor opens a new line.
CREATE TABLE hub_line (
    id            bigint GENERATED ALWAYS AS IDENTITY,
    repository_id uuid    NOT NULL,
    parent_id     bigint,
    parent_seq    integer,
    depth         integer NOT NULL,
    head_seq      integer NOT NULL,

    CONSTRAINT hub_line_pkey               PRIMARY KEY (id),
    CONSTRAINT hub_line_repository_id_fkey FOREIGN KEY (repository_id) REFERENCES hub_repository ON DELETE CASCADE,
    CONSTRAINT hub_line_parent_id_fkey     FOREIGN KEY (parent_id) REFERENCES hub_line,
    CONSTRAINT hub_line_parent_check       CHECK ((parent_id IS NULL) = (parent_seq IS NULL) AND (parent_id IS NULL) = (depth = 0))
);

CREATE INDEX hub_line_repository_id ON hub_line (repository_id);
CREATE INDEX hub_line_parent_id ON hub_line (parent_id);

CREATE TABLE hub_commit (
    repository_id uuid             NOT NULL,
    id            text COLLATE "C" NOT NULL,
    line_id       bigint           NOT NULL,
    seq           integer          NOT NULL,
    parent_id     text COLLATE "C",
    message       text             NOT NULL,
    author        text             NOT NULL,
    author_id     uuid             NOT NULL,
    created_at    timestamptz      NOT NULL,
    added         integer          NOT NULL,
    removed       integer          NOT NULL,
    file_count    bigint           NOT NULL,
    size_bytes    bigint           NOT NULL,

    CONSTRAINT hub_commit_pkey               PRIMARY KEY (repository_id, id),
    CONSTRAINT hub_commit_line_id_seq_key    UNIQUE (line_id, seq),
    CONSTRAINT hub_commit_repository_id_fkey FOREIGN KEY (repository_id) REFERENCES hub_repository ON DELETE CASCADE,
    CONSTRAINT hub_commit_line_id_fkey       FOREIGN KEY (line_id) REFERENCES hub_line ON DELETE CASCADE,
    CONSTRAINT hub_commit_id_check           CHECK (id ~ '^[0-9a-f]{40}$')
);

-- One row for each version of a path within a line, visible to the commits from_seq <= seq < to_seq.
CREATE TABLE hub_entry (
    line_id    bigint           NOT NULL,
    path       text COLLATE "C" NOT NULL,
    from_seq   integer          NOT NULL,
    to_seq     integer,
    sha256     text COLLATE "C",
    size_bytes bigint           NOT NULL,

    CONSTRAINT hub_entry_pkey         PRIMARY KEY (line_id, path, from_seq),
    CONSTRAINT hub_entry_line_id_fkey FOREIGN KEY (line_id) REFERENCES hub_line ON DELETE CASCADE,
    CONSTRAINT hub_entry_sha256_fkey  FOREIGN KEY (sha256) REFERENCES hub_blob,
    CONSTRAINT hub_entry_range_check  CHECK (to_seq > from_seq),
    CONSTRAINT hub_entry_seq_check    CHECK (from_seq >= 0)
);

COMMENT ON COLUMN hub_entry.sha256 IS 'Null: the path was removed here although the parent line has it.';

CREATE UNIQUE INDEX hub_entry_line_id_path_open_key ON hub_entry (line_id, path) WHERE to_seq IS NULL;
CREATE INDEX hub_entry_sha256 ON hub_entry (sha256) WHERE sha256 IS NOT NULL;

CREATE TABLE hub_branch (
    repository_id uuid             NOT NULL,
    name          text COLLATE "C" NOT NULL,
    commit_id     text COLLATE "C",

    CONSTRAINT hub_branch_pkey               PRIMARY KEY (repository_id, name),
    CONSTRAINT hub_branch_repository_id_fkey FOREIGN KEY (repository_id) REFERENCES hub_repository ON DELETE CASCADE
);

CREATE TABLE hub_tag (
    repository_id uuid             NOT NULL,
    name          text COLLATE "C" NOT NULL,
    commit_id     text COLLATE "C" NOT NULL,
    created_at    timestamptz      NOT NULL,

    CONSTRAINT hub_tag_pkey               PRIMARY KEY (repository_id, name),
    CONSTRAINT hub_tag_repository_id_fkey FOREIGN KEY (repository_id) REFERENCES hub_repository ON DELETE CASCADE
);

CREATE TABLE hub_upload (
    id              uuid             NOT NULL,
    repository_id   uuid             NOT NULL,
    owner_id        uuid             NOT NULL,
    filename        text             NOT NULL,
    metadata        text             NOT NULL,
    length          bigint           NOT NULL,
    received        bigint           NOT NULL DEFAULT 0,
    state           text             NOT NULL DEFAULT 'receiving',
    expected_sha256 text             ,
    sha256          text COLLATE "C",
    fence           bigint           NOT NULL DEFAULT 0,
    leased_until    timestamptz,
    created_at      timestamptz      NOT NULL,
    expires_at      timestamptz      NOT NULL,

    CONSTRAINT hub_upload_pkey               PRIMARY KEY (id),
    CONSTRAINT hub_upload_repository_id_fkey FOREIGN KEY (repository_id) REFERENCES hub_repository ON DELETE CASCADE,
    CONSTRAINT hub_upload_state_check        CHECK (state IN ('receiving', 'publishing', 'complete', 'expired')),
    CONSTRAINT hub_upload_received_check     CHECK (received BETWEEN 0 AND length),
    CONSTRAINT hub_upload_sha256_check       CHECK ((sha256 IS NULL) = (state IN ('receiving', 'expired')))
);

COMMENT ON COLUMN hub_upload.fence IS 'Grows with every lease; a writer whose number is old can no longer move the offset.';

CREATE INDEX hub_upload_repository_id_owner_id ON hub_upload (repository_id, owner_id, created_at DESC, id DESC);
CREATE INDEX hub_upload_owner_id ON hub_upload (owner_id);
CREATE INDEX hub_upload_expires_at ON hub_upload (expires_at);
CREATE INDEX hub_upload_sha256 ON hub_upload (sha256) WHERE sha256 IS NOT NULL;
