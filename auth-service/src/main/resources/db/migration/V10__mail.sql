-- Mails on their way out. Written in the transaction of their cause; once sent or given up, nothing
-- of them is left but that there was one.
CREATE TABLE mail (
    id          uuid        NOT NULL,
    kind        text        NOT NULL,
    account_id  uuid,
    recipient   text,
    subject     text,
    body        text,
    state       text        NOT NULL,
    attempts    integer     NOT NULL,
    next_try_at timestamptz NOT NULL,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,

    CONSTRAINT mail_pkey         PRIMARY KEY (id),
    CONSTRAINT mail_account_fkey FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT mail_state_check  CHECK (state IN ('WAITING', 'SENT', 'DEAD')),
    CONSTRAINT mail_body_check   CHECK ((state = 'WAITING') = (body IS NOT NULL)
        AND (body IS NULL) = (recipient IS NULL) AND (body IS NULL) = (subject IS NULL))
);

COMMENT ON COLUMN mail.attempts IS
    'Counts claims; whoever marks the outcome names the one it belongs to.';

CREATE INDEX mail_waiting_idx ON mail (next_try_at, id) WHERE state = 'WAITING';
CREATE INDEX mail_account_idx ON mail (account_id);
CREATE INDEX mail_expires_idx ON mail (expires_at);
