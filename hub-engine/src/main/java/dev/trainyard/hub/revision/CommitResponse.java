package dev.trainyard.hub.revision;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A commit.
 *
 * @param id 40 hexadecimal digits
 * @param parents none for the first commit, else one
 * @param author name of the user who made it
 * @param added number of files that it added or replaced
 * @param removed number of files that it removed
 */
@Schema(name = "Commit")
public record CommitResponse(
    String id,
    List<String> parents,
    String message,
    String author,
    Instant createdAt,
    int added,
    int removed) {}
