package dev.trainyard.model.registry;

import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.hub.web.HistoryRoutes;
import dev.trainyard.hub.web.Hub;
import dev.trainyard.hub.web.RepositoryRoutes;
import dev.trainyard.hub.web.TreeRoutes;
import dev.trainyard.hub.web.UploadRoutes;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Model repositories: the hub's routes at the place where models are. */
@Path("/api/v1/models")
@Tag(name = "models")
@Guards(ResourceKind.MODEL)
class ModelResource implements RepositoryRoutes, HistoryRoutes, TreeRoutes, UploadRoutes {

  private final Hub hub;

  ModelResource(Hub hub) {
    this.hub = hub;
  }

  @Override
  public Hub hub() {
    return hub;
  }
}
