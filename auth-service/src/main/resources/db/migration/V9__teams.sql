-- Named groups of an organisation's members; each gives its members a role there.
CREATE TABLE team (
    id              uuid        NOT NULL,
    organisation_id uuid        NOT NULL,
    name            text        NOT NULL,
    display_name    text        NOT NULL,
    role            text        NOT NULL,
    created_at      timestamptz NOT NULL,

    CONSTRAINT team_pkey              PRIMARY KEY (id),
    CONSTRAINT team_name_key          UNIQUE (organisation_id, name),
    CONSTRAINT team_organisation_key  UNIQUE (organisation_id, id),
    CONSTRAINT team_organisation_fkey FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT team_role_check        CHECK (role IN ('READER', 'WRITER', 'MAINTAINER'))
);

-- Whoever leaves the organisation leaves its teams.
CREATE TABLE team_member (
    team_id         uuid        NOT NULL,
    account_id      uuid        NOT NULL,
    organisation_id uuid        NOT NULL,
    since           timestamptz NOT NULL,

    CONSTRAINT team_member_pkey            PRIMARY KEY (team_id, account_id),
    CONSTRAINT team_member_team_fkey       FOREIGN KEY (organisation_id, team_id)
        REFERENCES team (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT team_member_membership_fkey FOREIGN KEY (organisation_id, account_id)
        REFERENCES membership (organisation_id, account_id) ON DELETE CASCADE
);

CREATE INDEX team_member_team_idx ON team_member (organisation_id, team_id);
CREATE INDEX team_member_membership_idx ON team_member (organisation_id, account_id);

-- The role that counts: the strongest of a member's own and those of his teams.
CREATE VIEW effective_membership WITH (security_invoker = true) AS
SELECT m.organisation_id, m.account_id, m.since,
       (ARRAY['READER', 'WRITER', 'MAINTAINER', 'OWNER'])[greatest(
           array_position(ARRAY['READER', 'WRITER', 'MAINTAINER', 'OWNER'], m.role),
           (SELECT max(array_position(ARRAY['READER', 'WRITER', 'MAINTAINER'], t.role))
            FROM team_member tm JOIN team t ON t.id = tm.team_id
            WHERE tm.organisation_id = m.organisation_id AND tm.account_id = m.account_id))] AS role
FROM membership m;
