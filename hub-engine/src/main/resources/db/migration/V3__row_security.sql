-- The second net below the service's own rule: a row is only there for who may read it. docs/adr/0018-row-security.md
-- The places of repositories begin with ${places}.

ALTER TABLE hub_repository ENABLE ROW LEVEL SECURITY;

CREATE POLICY hub_repository_read ON hub_repository FOR SELECT USING (
    visibility = ANY ((SELECT sight_visibilities())::text[])
    OR ARRAY['*', namespace, '${places}' || namespace || '/' || name] && (SELECT sight_reads()));

CREATE POLICY hub_repository_insert ON hub_repository FOR INSERT WITH CHECK (
    ARRAY['*', namespace, '${places}' || namespace || '/' || name] && (SELECT sight_writes()));

-- Which rows may be locked follows from what may be read: readers hold off deletions too.
CREATE POLICY hub_repository_update ON hub_repository FOR UPDATE USING (true) WITH CHECK (
    ARRAY['*', namespace, '${places}' || namespace || '/' || name] && (SELECT sight_writes()));

CREATE POLICY hub_repository_delete ON hub_repository FOR DELETE USING (
    ARRAY['*', namespace, '${places}' || namespace || '/' || name] && (SELECT sight_writes()));

-- The text that searches look into, of all repositories: below policies its index could not be used. What is found
-- here leads to rows of the table, where the policies decide.
CREATE VIEW hub_repository_text AS
    SELECT id, namespace || '/' || name || ' ' || description AS text FROM hub_repository;

CALL sight_only_reads('hub_repository_text');
