-- Erasures that every other service has acknowledged are finished by one replica at a time; one that fails waits ever
-- longer, so that those behind it get their turn.
ALTER TABLE erasure
    ADD COLUMN finish_attempts integer     NOT NULL DEFAULT 0,
    ADD COLUMN finish_at       timestamptz NOT NULL DEFAULT now();

COMMENT ON COLUMN erasure.finish_at IS
    'No replica tries before; whoever does moves it beyond the longest time that the work can take.';
