package dev.trainyard.hub;

import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.hub.web.HistoryRoutes;
import dev.trainyard.hub.web.Hub;
import dev.trainyard.hub.web.RepositoryRoutes;
import dev.trainyard.hub.web.TreeRoutes;
import dev.trainyard.hub.web.UploadRoutes;
import jakarta.ws.rs.Path;

/** The hub's API as a service mounts it. */
@Path("/api/v1/datasets")
@Guards(ResourceKind.DATASET)
class TestHubResource implements RepositoryRoutes, HistoryRoutes, TreeRoutes, UploadRoutes {

  private final Hub hub;

  TestHubResource(Hub hub) {
    this.hub = hub;
  }

  @Override
  public Hub hub() {
    return hub;
  }
}
