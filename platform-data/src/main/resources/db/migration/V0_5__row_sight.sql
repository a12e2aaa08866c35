-- What the running statement may see: the service says so for each connection that it takes; unsaid, it is nothing.
-- Policies compare rows with these words, a second time after the service's own rule. docs/adr/0018-row-security.md

CREATE FUNCTION sight_words(setting text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT string_to_array(coalesce(current_setting(setting, true), ''), ' ')
$$;

COMMENT ON FUNCTION sight_words IS 'Words that a setting holds, separated by spaces.';

-- Visibilities that make a row readable, whoever owns it.
CREATE FUNCTION sight_visibilities() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sight_words('trainyard.sight_visibilities')
$$;

-- Namespaces, or places such as datasets/acme/iris, that may be read; * for all.
CREATE FUNCTION sight_reads() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sight_words('trainyard.sight_reads')
$$;

-- The same for changes.
CREATE FUNCTION sight_writes() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sight_words('trainyard.sight_writes')
$$;

-- A view reads with its owner's rights, past the policies: for counts over everything, and never to write through.
CREATE PROCEDURE sight_only_reads(shown regclass) LANGUAGE plpgsql AS $$
DECLARE
    reader regrole;
BEGIN
    FOR reader IN
        SELECT DISTINCT a.grantee::regrole FROM pg_class c, aclexplode(c.relacl) a
        WHERE c.oid = shown AND a.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %s', shown, reader);
        EXECUTE format('GRANT SELECT ON %s TO %s', shown, reader);
    END LOOP;
END
$$;
