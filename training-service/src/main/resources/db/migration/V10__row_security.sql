-- The second net below the service's own rule: a row is only there for who may read it. docs/adr/0018-row-security.md

ALTER TABLE job ENABLE ROW LEVEL SECURITY;

CREATE POLICY job_read ON job FOR SELECT USING (ARRAY['*', namespace] && (SELECT sight_reads()));

CREATE POLICY job_insert ON job FOR INSERT WITH CHECK (ARRAY['*', namespace] && (SELECT sight_writes()));

-- What may be read may be locked; what is written has to be the caller's.
CREATE POLICY job_update ON job FOR UPDATE USING (true) WITH CHECK (
    ARRAY['*', namespace] && (SELECT sight_writes()));

CREATE POLICY job_delete ON job FOR DELETE USING (ARRAY['*', namespace] && (SELECT sight_writes()));

-- How long the queue is and how fast jobs run, whoever's they are.
CREATE VIEW job_queue AS SELECT id, queued_at FROM job WHERE state = 'queued';
CREATE VIEW job_speed AS
    SELECT task, finished_at, run_seconds, work_units FROM job WHERE run_seconds IS NOT NULL;

CALL sight_only_reads('job_queue');
CALL sight_only_reads('job_speed');
