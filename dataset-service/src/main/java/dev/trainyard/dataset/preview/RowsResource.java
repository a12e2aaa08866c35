package dev.trainyard.dataset.preview;

import dev.trainyard.commons.paging.Limit;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.dataset.profile.DataFiles;
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

/** HTTP face of {@link Preview}. */
@Path("/api/v1/datasets/{ns}/{name}/rows/{rev}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "datasets")
@Guards(ResourceKind.DATASET)
class RowsResource {

  private final Repositories repositories;
  private final CurrentCaller caller;
  private final DataFiles files;
  private final Preview preview;

  RowsResource(Repositories repositories, CurrentCaller caller, DataFiles files, Preview preview) {
    this.repositories = repositories;
    this.caller = caller;
    this.files = files;
    this.preview = preview;
  }

  @GET
  @Requires(Action.READ)
  @Operation(operationId = "getRows", summary = "The first rows of a data file")
  public RowsResponse get(
      @RestPath String ns,
      @RestPath String name,
      @RestPath String rev,
      @RestQuery String path,
      @RestQuery String limit) {
    RepositoryRef repository = repositories.require(caller.get(), Action.READ, ns, name);
    return preview.rows(files.find(repository, rev, path), Limit.of(limit, 50, 200));
  }
}
