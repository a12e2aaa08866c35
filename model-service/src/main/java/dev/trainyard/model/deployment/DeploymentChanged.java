package dev.trainyard.model.deployment;

import java.util.UUID;

/** Somebody wants something else of a deployment; fired in the transaction that says so. */
record DeploymentChanged(UUID deployment) {}
