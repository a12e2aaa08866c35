package dev.trainyard.hub.repository;

import dev.trainyard.commons.security.Visibility;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Body of a repository's creation.
 *
 * @param namespace the caller's own when absent
 */
public record CreateRepositoryRequest(
    String namespace,
    @NotNull String name,
    Visibility visibility,
    @Size(max = 2000) String description) {

  public CreateRepositoryRequest {
    visibility = visibility == null ? Visibility.PRIVATE : visibility;
    description = description == null ? "" : description;
  }
}
