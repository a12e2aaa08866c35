package dev.trainyard.dataset.profile;

import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.hub.repository.Repositories;
import dev.trainyard.hub.repository.RepositoryRef;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** HTTP face of {@link Profiles}. */
@Path("/api/v1/datasets/{ns}/{name}/profile/{rev}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "datasets")
@Guards(ResourceKind.DATASET)
class ProfileResource {

  private final Repositories repositories;
  private final CurrentCaller caller;
  private final DataFiles files;
  private final Profiles profiles;

  ProfileResource(
      Repositories repositories, CurrentCaller caller, DataFiles files, Profiles profiles) {
    this.repositories = repositories;
    this.caller = caller;
    this.files = files;
    this.profiles = profiles;
  }

  @GET
  @Requires(Action.READ)
  @Operation(operationId = "getProfile", summary = "Columns, types and statistics of a data file")
  public ProfileResponse get(
      @RestPath String ns, @RestPath String name, @RestPath String rev, @RestQuery String path) {
    RepositoryRef repository = repositories.require(caller.get(), Action.READ, ns, name);
    return profiles.get(files.find(repository, rev, path));
  }
}
