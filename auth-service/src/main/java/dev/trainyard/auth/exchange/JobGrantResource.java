package dev.trainyard.auth.exchange;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Internal;
import dev.trainyard.commons.security.Permission;
import dev.trainyard.commons.security.ResourceKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
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
  private static final Permission SUBMIT = new Permission(ResourceKind.JOB, Action.WRITE);

  private final JobGrants grants;
  private final CurrentCaller caller;

  JobGrantResource(JobGrants grants, CurrentCaller caller) {
    this.grants = grants;
    this.caller = caller;
  }

  @PUT
  @Internal(TRAINING)
  @Operation(operationId = "putJobGrant", summary = "Remember the user of a job")
  @APIResponse(responseCode = "204", description = "The job may act for the user")
  public void put(@RestPath String jobId, @NotNull @Valid JobGrantRequest request) {
    caller.get().requireScope(SUBMIT);
    grants.put(id(jobId), caller.get(), request);
  }

  @POST
  @Path("/token")
  @Internal(TRAINING)
  @Operation(operationId = "createJobToken", summary = "Sign an access token for a job's user")
  public JobToken token(@RestPath String jobId) {
    return grants.token(id(jobId));
  }

  @DELETE
  @Internal(TRAINING)
  @Operation(operationId = "endJobGrant", summary = "End the right of a job")
  @APIResponse(responseCode = "204", description = "The job can act for nobody")
  public void end(@RestPath String jobId) {
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
