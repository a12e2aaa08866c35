package dev.trainyard.dataset.hub;

import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.hub.web.FileRoutes;
import dev.trainyard.hub.web.Hub;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Downloads of datasets, where clients of the Hub look for them. */
@Path("/datasets")
@Tag(name = "files")
@Guards(ResourceKind.DATASET)
class DatasetFileResource implements FileRoutes {

  private final Hub hub;

  DatasetFileResource(Hub hub) {
    this.hub = hub;
  }

  @Override
  public Hub hub() {
    return hub;
  }
}
