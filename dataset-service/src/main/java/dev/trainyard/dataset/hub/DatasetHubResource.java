package dev.trainyard.dataset.hub;

import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.hub.web.HistoryRoutes;
import dev.trainyard.hub.web.Hub;
import dev.trainyard.hub.web.RepositoryRoutes;
import dev.trainyard.hub.web.TreeRoutes;
import dev.trainyard.hub.web.UploadRoutes;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The hub's API for datasets. */
@Path("/api/v1/datasets")
@Tag(name = "datasets")
@Guards(ResourceKind.DATASET)
class DatasetHubResource implements RepositoryRoutes, HistoryRoutes, TreeRoutes, UploadRoutes {

  private final Hub hub;

  DatasetHubResource(Hub hub) {
    this.hub = hub;
  }

  @Override
  public Hub hub() {
    return hub;
  }
}
