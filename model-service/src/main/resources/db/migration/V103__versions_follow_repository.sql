-- A version that was registered while its repository was being deleted goes with it instead of failing the deletion.
ALTER TABLE model_version
    DROP CONSTRAINT model_version_repository_fkey,
    ADD CONSTRAINT model_version_repository_fkey FOREIGN KEY (repository_id) REFERENCES hub_repository (id)
        ON DELETE CASCADE;
