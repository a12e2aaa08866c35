package dev.trainyard.auth.exchange;

import dev.trainyard.auth.account.Writes;
import dev.trainyard.commons.client.Clients;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** How training-service keeps, uses and ends the right to act for the user of a job. */
@Path("/internal/job-grants/{jobId}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "internal")
class JobGrantResource {

  private static final String TRAINING = "training";

  private final JobGrants grants;
  private final Clients clients;
  private final CurrentCaller caller;

  JobGrantResource(JobGrants grants, Clients clients, CurrentCaller caller) {
    this.grants = grants;
    this.clients = clients;
    this.caller = caller;
  }

  @PUT
  @RolesAllowed("user")
  @Operation(operationId = "putJobGrant", summary = "Remember the user of a job")
  @APIResponse(responseCode = "204", description = "The job may act for the user")
  public void put(
      @HeaderParam(Clients.HEADER) String client,
      @RestPath String jobId,
      @NotNull @Valid JobGrantRequest request) {
    clients.require(client, TRAINING);
    Writes.require(caller.get());
    grants.put(id(jobId), caller.get(), request.namespace());
  }

  @POST
  @Path("/token")
  @PermitAll
  @Operation(operationId = "createJobToken", summary = "Sign an access token for a job's user")
  public JobToken token(@HeaderParam(Clients.HEADER) String client, @RestPath String jobId) {
    clients.require(client, TRAINING);
    return grants.token(id(jobId));
  }

  @DELETE
  @PermitAll
  @Operation(operationId = "endJobGrant", summary = "End the right of a job")
  @APIResponse(responseCode = "204", description = "The job can act for nobody")
  public void end(@HeaderParam(Clients.HEADER) String client, @RestPath String jobId) {
    clients.require(client, TRAINING);
    grants.end(id(jobId));
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("Job grant", text);
    }
  }
}
