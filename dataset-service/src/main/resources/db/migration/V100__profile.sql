-- What a data file holds, computed once for each content and format; also the queue of what is still to be computed.
CREATE TABLE dataset_profile (
    sha256       text COLLATE "C" NOT NULL,
    format       text             NOT NULL,
    status       text             NOT NULL DEFAULT 'pending',
    bytes_read   bigint           NOT NULL DEFAULT 0,
    bytes_total  bigint           NOT NULL,
    result       text             ,
    attempts     integer          NOT NULL DEFAULT 0,
    fence        bigint           NOT NULL DEFAULT 0,
    leased_until timestamptz      ,
    created_at   timestamptz      NOT NULL,

    CONSTRAINT dataset_profile_pkey         PRIMARY KEY (sha256, format),
    CONSTRAINT dataset_profile_sha256_fkey  FOREIGN KEY (sha256) REFERENCES hub_blob ON DELETE CASCADE,
    CONSTRAINT dataset_profile_format_check CHECK (format IN ('csv', 'tsv', 'jsonl')),
    CONSTRAINT dataset_profile_status_check CHECK (status IN ('pending', 'computing', 'ready', 'failed')),
    CONSTRAINT dataset_profile_result_check CHECK ((result IS NOT NULL) = (status IN ('ready', 'failed')))
);

CREATE INDEX dataset_profile_open ON dataset_profile (created_at) WHERE status IN ('pending', 'computing');
