-- After a change of the lease holder, rows of replicas tell what the lost holder saw until the new one has looked.
ALTER TABLE deployment ADD COLUMN decided_fence bigint NOT NULL DEFAULT 0;

COMMENT ON COLUMN deployment.decided_fence IS 'Fence of the last decision about the replicas.';
