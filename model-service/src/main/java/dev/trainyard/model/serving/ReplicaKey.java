package dev.trainyard.model.serving;

import java.util.UUID;

/** Identifies one replica of one deployment to a runtime. */
public record ReplicaKey(UUID deployment, UUID replica) {}
