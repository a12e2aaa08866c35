-- Organisations go in the same way as people do; what others wrote about them stays.
ALTER TABLE erasure ADD COLUMN organisation boolean NOT NULL DEFAULT false;
