-- Who has looked at what by a platform role in which hour: one entry of the trail for each row. Ids alone, no names.
CREATE TABLE audit_sight (
    actor_id  uuid        NOT NULL,
    action    text        NOT NULL,
    object_id uuid        NOT NULL,
    hour      timestamptz NOT NULL,

    CONSTRAINT audit_sight_pkey PRIMARY KEY (actor_id, object_id, action, hour)
);

CREATE INDEX audit_sight_hour_idx ON audit_sight (hour);
