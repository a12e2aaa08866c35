package dev.trainyard.model.registry;

import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.hub.web.FileRoutes;
import dev.trainyard.hub.web.Hub;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Downloads of models, at the root where clients of the Hugging Face Hub look for them. */
@Path("/")
@Tag(name = "files")
@Guards(ResourceKind.MODEL)
class ModelFileResource implements FileRoutes {

  private final Hub hub;

  ModelFileResource(Hub hub) {
    this.hub = hub;
  }

  @Override
  public Hub hub() {
    return hub;
  }
}
