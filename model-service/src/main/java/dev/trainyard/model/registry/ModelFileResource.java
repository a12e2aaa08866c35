package dev.trainyard.model.registry;

import dev.trainyard.hub.web.FileRoutes;
import dev.trainyard.hub.web.Hub;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Downloads of models, at the root where clients of the Hugging Face Hub look for them. */
@Path("/")
@Tag(name = "files")
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
