package dev.trainyard.model.version;

import dev.trainyard.commons.naming.RepositoryId;
import java.util.UUID;

/** A version that the caller may read and that can prove, by its example, that it works. */
public record DeployableVersion(UUID repositoryId, RepositoryId model, int number) {}
