package dev.trainyard.model.deployment;

import dev.trainyard.commons.naming.Names;
import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Limit;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.data.idempotency.Idempotency;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** HTTP face of deployments: translates to {@link DeploymentService} and nothing more. */
@Path("/api/v1/deployments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "deployments")
@Guards(ResourceKind.DEPLOYMENT)
class DeploymentResource {

  private static final String ONE = "/{ns}/{name}";

  private final DeploymentService deployments;
  private final CurrentCaller caller;
  private final Idempotency idempotency;

  DeploymentResource(DeploymentService deployments, CurrentCaller caller, Idempotency idempotency) {
    this.deployments = deployments;
    this.caller = caller;
    this.idempotency = idempotency;
  }

  @POST
  @Authenticated
  @Requires(Action.WRITE)
  @Operation(operationId = "createDeployment", summary = "Deploy a version of a model")
  @APIResponseSchema(value = DeploymentResponse.class, responseCode = "201")
  @APIResponse(responseCode = "409", description = "The name is taken or a limit is reached")
  public RestResponse<DeploymentResponse> create(
      @RestHeader(Idempotency.HEADER) String key, @NotNull @Valid CreateDeploymentRequest request) {
    deployments.requireCreation(request, caller.get());
    return idempotency.answer(
        key,
        request,
        () -> {
          DeploymentResponse created = deployments.create(request, caller.get());
          return RestResponse.ResponseBuilder.<DeploymentResponse>created(
                  URI.create("/api/v1/deployments/" + created.namespace() + "/" + created.name()))
              .entity(created)
              .build();
        });
  }

  @GET
  @Requires(Action.READ)
  @Operation(operationId = "listDeployments", summary = "List deployments, newest first")
  public Page<DeploymentResponse> list(
      @RestQuery String namespace, @RestQuery String limit, @RestQuery String cursor) {
    if (namespace != null) {
      Names.require("namespace", namespace);
    }
    return deployments.list(caller.get(), namespace, Cursor.decode(cursor, 2), Limit.of(limit));
  }

  @GET
  @Path(ONE)
  @Requires(Action.READ)
  @Operation(operationId = "getDeployment", summary = "Read one deployment")
  public DeploymentResponse get(@RestPath String ns, @RestPath String name) {
    return deployments.get(ns, name, caller.get());
  }

  @PATCH
  @Path(ONE)
  @Authenticated
  @Requires(Action.WRITE)
  @Operation(
      operationId = "updateDeployment",
      summary = "Change version, number of replicas or visibility")
  public DeploymentResponse update(
      @RestPath String ns, @RestPath String name, @NotNull @Valid UpdateDeploymentRequest request) {
    return deployments.update(ns, name, request, caller.get());
  }

  @DELETE
  @Path(ONE)
  @Authenticated
  @Requires(Action.MANAGE)
  @Operation(operationId = "deleteDeployment", summary = "Delete a deployment")
  public void delete(@RestPath String ns, @RestPath String name) {
    deployments.delete(ns, name, caller.get());
  }

  @POST
  @Path(ONE + "/stop")
  @Authenticated
  @Requires(Action.MANAGE)
  @Operation(operationId = "stopDeployment", summary = "End all replicas, keep the deployment")
  public DeploymentResponse stop(@RestPath String ns, @RestPath String name) {
    return deployments.stop(ns, name, caller.get());
  }

  @POST
  @Path(ONE + "/start")
  @Authenticated
  @Requires(Action.WRITE)
  @Operation(
      operationId = "startDeployment",
      summary = "Start a stopped deployment, or retry its failed replicas")
  public DeploymentResponse start(@RestPath String ns, @RestPath String name) {
    return deployments.start(ns, name, caller.get());
  }
}
