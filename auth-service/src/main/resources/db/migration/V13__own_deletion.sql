-- Whoever wants the own account deleted can take it back for some days; until then it waits, switched off.
ALTER TABLE account
    ADD COLUMN deletion_at timestamptz,
    ADD CONSTRAINT account_deletion_check CHECK (deletion_at IS NULL OR NOT active);

COMMENT ON COLUMN account.deletion_at IS
    'When an account that waits is erased; from then on nobody but an administrator can bring it back.';

CREATE INDEX account_deletion_idx ON account (deletion_at, id) WHERE deletion_at IS NOT NULL;

ALTER TABLE account_link
    DROP CONSTRAINT account_link_purpose_check,
    ADD CONSTRAINT account_link_purpose_check
        CHECK (purpose IN ('VERIFY', 'CHANGE', 'UNDO', 'RESET', 'RESTORE'));

ALTER TABLE sign_in_challenge ADD COLUMN proved text;

COMMENT ON COLUMN sign_in_challenge.proved IS
    'How somebody proved to be the owner of an account that waits; what is left is to want it back.';
