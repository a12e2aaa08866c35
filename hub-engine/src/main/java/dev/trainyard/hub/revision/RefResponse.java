package dev.trainyard.hub.revision;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A branch or a tag.
 *
 * @param commit id of the commit that it points at, null for a branch without commits
 */
@Schema(name = "Ref")
public record RefResponse(String name, @JsonInclude(JsonInclude.Include.ALWAYS) String commit) {}
