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
