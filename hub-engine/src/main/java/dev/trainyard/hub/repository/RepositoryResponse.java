package dev.trainyard.hub.repository;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trainyard.commons.security.Visibility;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A repository as its readers see it.
 *
 * @param head newest commit of the default branch, null while there is none
 * @param sizeBytes sum of the sizes of the files at the head
 * @param fileCount number of the files at the head
 */
@Schema(name = "Repository")
public record RepositoryResponse(
    UUID id,
    String namespace,
    String name,
    Visibility visibility,
    String description,
    String defaultBranch,
    @JsonInclude(JsonInclude.Include.ALWAYS) Head head,
    long sizeBytes,
    long fileCount,
    Instant createdAt,
    Instant updatedAt,
    Permissions permissions) {

  /** The newest commit of the default branch. */
  @Schema(name = "RepositoryHead")
  public record Head(String id, String message, String author, Instant createdAt) {}

  /** What the caller may do beyond reading. */
  @Schema(name = "RepositoryPermissions")
  public record Permissions(boolean write, boolean manage) {}
}
