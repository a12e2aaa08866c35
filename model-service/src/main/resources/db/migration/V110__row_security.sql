-- The second net below the service's own rule: a row is only there for who may read it. docs/adr/0018-row-security.md

ALTER TABLE deployment ENABLE ROW LEVEL SECURITY;

CREATE POLICY deployment_read ON deployment FOR SELECT USING (
    visibility = ANY ((SELECT sight_visibilities())::text[]) OR ARRAY['*', namespace] && (SELECT sight_reads()));

CREATE POLICY deployment_insert ON deployment FOR INSERT WITH CHECK (
    ARRAY['*', namespace] && (SELECT sight_writes()));

-- What may be read may be locked; what is written has to be the caller's.
CREATE POLICY deployment_update ON deployment FOR UPDATE USING (true) WITH CHECK (
    ARRAY['*', namespace] && (SELECT sight_writes()));

CREATE POLICY deployment_delete ON deployment FOR DELETE USING (
    ARRAY['*', namespace] && (SELECT sight_writes()));

-- How much of the platform is taken, by whomever.
CREATE VIEW deployment_load AS SELECT id, repository_id, desired, desired_replicas FROM deployment;

CALL sight_only_reads('deployment_load');
