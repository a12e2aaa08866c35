package dev.trainyard.model.deployment;

import dev.trainyard.commons.paging.Limit;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** HTTP face of the replicas' logs. */
@Path("/api/v1/deployments/{ns}/{name}/logs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "deployments")
@Guards(ResourceKind.DEPLOYMENT)
class LogResource {

  private static final int USUAL_LINES = 200;
  private static final int MOST_LINES = 1000;

  private final LogService logs;
  private final CurrentCaller caller;

  LogResource(LogService logs, CurrentCaller caller) {
    this.logs = logs;
    this.caller = caller;
  }

  @GET
  @Authenticated
  @Requires(value = Action.READ, signedIn = true)
  @Operation(operationId = "getDeploymentLogs", summary = "The newest lines that a replica wrote")
  public LogResponse get(
      @RestPath String ns,
      @RestPath String name,
      @RestQuery String replica,
      @RestQuery String limit) {
    String index = replica == null || replica.isEmpty() ? "0" : replica;
    if (!index.matches("[0-7]")) {
      throw ProblemException.invalid("replica", "must be a number from 0 to 7");
    }
    return logs.tail(
        ns, name, Integer.parseInt(index), Limit.of(limit, USUAL_LINES, MOST_LINES), caller.get());
  }
}
