-- Replaces what matches in the texts of a document. Its keys, and the values of those that are kept, are the program's
-- words and not people's: a person's name may be the same as one of them.
CREATE FUNCTION forgotten(document jsonb, pattern text, replacement text, kept text[]) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN CASE jsonb_typeof(document)
        WHEN 'string' THEN to_jsonb(regexp_replace(document #>> '{}', pattern, replacement, 'gi'))
        WHEN 'array' THEN coalesce((SELECT jsonb_agg(forgotten(value, pattern, replacement, kept) ORDER BY n)
            FROM jsonb_array_elements(document) WITH ORDINALITY AS item(value, n)), '[]')
        WHEN 'object' THEN coalesce((SELECT jsonb_object_agg(key, CASE WHEN key = ANY (kept) THEN value
            ELSE forgotten(value, pattern, replacement, kept) END) FROM jsonb_each(document) AS member(key, value)), '{}')
        ELSE document END;
END
$$;

-- The name of a repository whose namespace has another name now; null and other names as they are.
CREATE FUNCTION moved_repository(repository text, namespace text, successor text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN starts_with(repository, namespace || '/')
        THEN successor || substr(repository, length(namespace) + 1) ELSE repository END
$$;

-- What lies in a namespace stays there: a policy sees the new row alone, and would let a reader take one away.
CREATE FUNCTION namespace_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.namespace IS DISTINCT FROM OLD.namespace THEN
        RAISE EXCEPTION 'row-level security: rows of % stay in their namespace', TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
