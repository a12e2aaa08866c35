package dev.trainyard.hub.web;

import dev.trainyard.commons.paging.Limit;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.tree.TreeEntry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Directory listings below {@code /api/v1/<kind>}. */
public interface TreeRoutes {

  Hub hub();

  @GET
  @Path("/{ns}/{name}/tree/{rev}")
  @RunOnVirtualThread
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Action.READ)
  @Operation(operationId = "listTree", summary = "List the files and directories of a revision")
  default Page<TreeEntry> tree(
      @RestPath String ns,
      @RestPath String name,
      @RestPath String rev,
      @RestQuery @DefaultValue("") String path,
      @RestQuery boolean recursive,
      @RestQuery String cursor,
      @RestQuery String limit) {
    RepositoryRef repository = hub().access().require(Action.READ, ns, name);
    return hub()
        .trees()
        .list(hub().revisions().resolve(repository, rev), path, recursive, cursor, Limit.of(limit));
  }
}
