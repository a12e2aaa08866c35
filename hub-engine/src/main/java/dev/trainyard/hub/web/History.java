package dev.trainyard.hub.web;

import dev.trainyard.hub.commit.Commits;
import dev.trainyard.hub.revision.CommitLog;
import dev.trainyard.hub.revision.References;
import jakarta.enterprise.context.ApplicationScoped;

/** The use cases behind {@link HistoryRoutes}. */
@ApplicationScoped
class History {

  private final References references;
  private final CommitLog log;
  private final Commits commits;

  History(References references, CommitLog log, Commits commits) {
    this.references = references;
    this.log = log;
    this.commits = commits;
  }

  References references() {
    return references;
  }

  CommitLog log() {
    return log;
  }

  Commits commits() {
    return commits;
  }
}
