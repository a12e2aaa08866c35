package dev.trainyard.hub.commit;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.hub.repository.HubChange;
import dev.trainyard.hub.repository.HubTrail;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.upload.Upload;
import dev.trainyard.hub.upload.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What belongs to a commit's transaction besides the commit itself. */
@ApplicationScoped
class CommitSideEffects {

  private final Uploads uploads;
  private final Event<CommitMade> made;
  private final HubTrail trail;

  CommitSideEffects(Uploads uploads, Event<CommitMade> made, HubTrail trail) {
    this.uploads = uploads;
    this.made = made;
    this.trail = trail;
  }

  /** Uses up uploads, each of which can go into one commit only. */
  void useUp(Caller caller, RepositoryRef repository, Set<UUID> ids) {
    if (ids.isEmpty()) {
      return;
    }
    List<Upload> locked = uploads.lockComplete(caller, repository, ids);
    if (locked.size() != ids.size()) {
      throw ProblemException.unprocessable(
          "operations", "An upload was committed, deleted or expired in the meantime");
    }
    uploads.consume(locked);
  }

  /** The last step: whatever follows a commit follows, then the trail tells of it. */
  void announce(Caller caller, CommitMade commit) {
    made.fire(commit);
    trail.changed(
        caller,
        HubChange.COMMIT,
        commit.repository().fullName(),
        Map.of("branch", commit.branch(), "commit", commit.commit().id()));
  }
}
