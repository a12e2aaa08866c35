-- An organisation whose owner wants it deleted waits for some days, in which nobody has rights in it and its owners
-- can bring it back.
ALTER TABLE organisation
    ADD COLUMN deletion_at timestamptz,
    ADD COLUMN going       boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT organisation_going_check CHECK (deletion_at IS NOT NULL OR NOT going);

COMMENT ON COLUMN organisation.going IS
    'The services erase what it owns; the row goes when all have.';

CREATE INDEX organisation_deletion_idx ON organisation (deletion_at, id) WHERE deletion_at IS NOT NULL AND NOT going;

-- The role that counts: the strongest of a member's own and those of his teams; none in an organisation that waits.
CREATE OR REPLACE VIEW effective_membership WITH (security_invoker = true) AS
SELECT m.organisation_id, m.account_id, m.since,
       (ARRAY['READER', 'WRITER', 'MAINTAINER', 'OWNER'])[greatest(
           array_position(ARRAY['READER', 'WRITER', 'MAINTAINER', 'OWNER'], m.role),
           (SELECT max(array_position(ARRAY['READER', 'WRITER', 'MAINTAINER'], t.role))
            FROM team_member tm JOIN team t ON t.id = tm.team_id
            WHERE tm.organisation_id = m.organisation_id AND tm.account_id = m.account_id))] AS role
FROM membership m JOIN organisation o ON o.id = m.organisation_id
WHERE o.deletion_at IS NULL;

-- Views are for reading alone.
DO $$
DECLARE
    grantee_name name;
BEGIN
    FOR grantee_name IN
        SELECT DISTINCT grantee FROM information_schema.role_table_grants
        WHERE table_schema = current_schema AND table_name = 'effective_membership' AND grantee <> current_user
    LOOP
        EXECUTE format('REVOKE ALL ON effective_membership FROM %I', grantee_name);
        EXECUTE format('GRANT SELECT ON effective_membership TO %I', grantee_name);
    END LOOP;
END
$$;
