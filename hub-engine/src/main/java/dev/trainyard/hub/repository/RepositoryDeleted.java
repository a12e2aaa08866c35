package dev.trainyard.hub.repository;

/**
 * Fired inside the transaction that deletes a repository, so that a service can refuse or follow.
 */
public record RepositoryDeleted(RepositoryRef repository) {}
