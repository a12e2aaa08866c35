package dev.trainyard.model.deployment;

import java.util.UUID;

/**
 * The right of this service instance to decide for a deployment.
 *
 * @param fence number of the lease; a write under an older one is refused
 * @param generation of the deployment when the lease was last seen
 */
record Lease(UUID deployment, long fence, int generation) {}
