-- Comes with PostgreSQL and is a trusted extension: the owner of the database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Finds any part of a repository's text; the search has to use this very expression.
CREATE INDEX hub_repository_search ON hub_repository
    USING gin ((namespace || '/' || name || ' ' || description) gin_trgm_ops);

-- For callers who may read little among much that is private.
CREATE INDEX hub_repository_visibility_updated_at ON hub_repository (visibility, updated_at DESC, id DESC);
