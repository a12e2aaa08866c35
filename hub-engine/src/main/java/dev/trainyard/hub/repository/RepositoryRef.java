package dev.trainyard.hub.repository;

import dev.trainyard.commons.security.Visibility;
import java.util.UUID;

/** A repository that the caller was found to be allowed to act on. */
public record RepositoryRef(UUID id, String namespace, String name, Visibility visibility) {

  /** {@code namespace/name}. */
  public String fullName() {
    return namespace + "/" + name;
  }
}
