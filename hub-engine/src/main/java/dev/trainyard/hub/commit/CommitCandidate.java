package dev.trainyard.hub.commit;

import dev.trainyard.hub.repository.RepositoryRef;
import java.util.List;

/** A commit that would be made if no {@link CommitCheck} refused it. */
public record CommitCandidate(
    RepositoryRef repository, Strictness strictness, List<AddedFile> added) {

  public CommitCandidate {
    added = List.copyOf(added);
  }
}
