-- A policy of UPDATE judges the new row; where it lies must not change with it.
CREATE TRIGGER job_stays BEFORE UPDATE OF namespace ON job FOR EACH ROW EXECUTE FUNCTION namespace_stays();
