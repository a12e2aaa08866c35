-- What this service has erased of people; ids and numbers alone.
CREATE TABLE erasure_receipt (
    id     uuid        NOT NULL,
    at     timestamptz NOT NULL,
    counts json        NOT NULL,

    CONSTRAINT erasure_receipt_pkey PRIMARY KEY (id)
);
