package dev.trainyard.hub.commit;

import dev.trainyard.hub.repository.Repositories;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Body of a commit.
 *
 * @param branch {@code main} when absent
 * @param parent id of the commit that the branch is expected to be at; 412 when it moved. Absent:
 *     on top of whatever is there
 * @param check how strictly a service looks at added files; what {@code strict} means is its own
 */
public record CommitRequest(
    String branch,
    @NotBlank @Size(max = 2000) String message,
    @Size(max = 64) String parent,
    @NotEmpty @Size(max = 1000) List<@NotNull @Valid OperationRequest> operations,
    @Schema(defaultValue = "strict") Strictness check) {

  public CommitRequest {
    branch = branch == null ? Repositories.DEFAULT_BRANCH : branch;
    check = check == null ? Strictness.STRICT : check;
  }
}
