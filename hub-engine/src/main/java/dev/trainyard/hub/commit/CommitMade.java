package dev.trainyard.hub.commit;

import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.revision.CommitResponse;
import dev.trainyard.hub.tree.FileEntry;
import java.util.List;

/**
 * Fired inside the transaction that makes a commit; observe it {@code IN_PROGRESS} to write rows
 * along with it, or {@code AFTER_SUCCESS} for what only a real commit may cause.
 */
public record CommitMade(
    RepositoryRef repository, String branch, CommitResponse commit, List<FileEntry> put) {

  public CommitMade {
    put = List.copyOf(put);
  }
}
