package dev.trainyard.hub;

import dev.trainyard.hub.web.FileRoutes;
import dev.trainyard.hub.web.Hub;
import jakarta.ws.rs.Path;

/** Downloads as a service mounts them. */
@Path("/datasets")
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
