-- A policy of UPDATE judges the new row; where it lies must not change with it.
CREATE TRIGGER hub_repository_stays BEFORE UPDATE OF namespace ON hub_repository FOR EACH ROW EXECUTE FUNCTION namespace_stays();
