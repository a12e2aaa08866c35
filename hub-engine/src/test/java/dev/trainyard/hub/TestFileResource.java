package dev.trainyard.hub;

import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.hub.web.FileRoutes;
import dev.trainyard.hub.web.Hub;
import jakarta.ws.rs.Path;

/** Downloads as a service mounts them. */
@Path("/datasets")
@Guards(ResourceKind.DATASET)
class TestFileResource implements FileRoutes {

  private final Hub hub;

  TestFileResource(Hub hub) {
    this.hub = hub;
  }

  @Override
  public Hub hub() {
    return hub;
  }
}
