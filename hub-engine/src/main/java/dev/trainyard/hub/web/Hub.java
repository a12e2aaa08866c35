package dev.trainyard.hub.web;

import dev.trainyard.hub.download.Downloads;
import dev.trainyard.hub.revision.Revisions;
import dev.trainyard.hub.tree.TreeReader;
import dev.trainyard.hub.upload.Uploads;
import jakarta.enterprise.context.ApplicationScoped;

/** What the route interfaces work with; a service's resource injects it and hands it to them. */
@ApplicationScoped
public class Hub {

  private final Access access;
  private final History history;
  private final Revisions revisions;
  private final TreeReader trees;
  private final Downloads downloads;
  private final Uploads uploads;

  Hub(
      Access access,
      History history,
      Revisions revisions,
      TreeReader trees,
      Downloads downloads,
      Uploads uploads) {
    this.access = access;
    this.history = history;
    this.revisions = revisions;
    this.trees = trees;
    this.downloads = downloads;
    this.uploads = uploads;
  }

  Access access() {
    return access;
  }

  History history() {
    return history;
  }

  Revisions revisions() {
    return revisions;
  }

  TreeReader trees() {
    return trees;
  }

  Downloads downloads() {
    return downloads;
  }

  Uploads uploads() {
    return uploads;
  }
}
