package dev.trainyard.hub.web;

import dev.trainyard.commons.paging.Limit;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.data.idempotency.Idempotency;
import dev.trainyard.hub.repository.CreateRepositoryRequest;
import dev.trainyard.hub.repository.RepositoryResponse;
import dev.trainyard.hub.repository.UpdateRepositoryRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Repositories below {@code /api/v1/<kind>}. */
public interface RepositoryRoutes {

  Hub hub();

  @POST
  @RunOnVirtualThread
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Action.WRITE)
  @Operation(operationId = "createRepository", summary = "Create an empty repository")
  @APIResponseSchema(value = RepositoryResponse.class, responseCode = "201")
  @APIResponse(responseCode = "409", description = "The namespace has a repository of this name")
  default RestResponse<RepositoryResponse> create(
      @RestHeader(Idempotency.HEADER) String key, CreateRepositoryRequest request) {
    Access access = hub().access();
    access.repositories().requireCreation(access.caller(), request);
    return access
        .idempotency()
        .answer(
            key,
            request,
            () -> {
              RepositoryResponse repository =
                  access.repositories().create(access.caller(), request);
              return ResponseBuilder.create(RestResponse.Status.CREATED, repository)
                  .header("Location", access.pathOf(repository.namespace(), repository.name()))
                  .build();
            });
  }

  @GET
  @RunOnVirtualThread
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Action.READ)
  @Operation(
      operationId = "listRepositories",
      summary = "List the repositories that the caller may read, newest change first")
  default Page<RepositoryResponse> list(
      @RestQuery String namespace,
      @RestQuery String search,
      @RestQuery String cursor,
      @RestQuery String limit) {
    Access access = hub().access();
    return access.repositories().list(access.caller(), namespace, search, cursor, Limit.of(limit));
  }

  @GET
  @Path("/{ns}/{name}")
  @RunOnVirtualThread
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Action.READ)
  @Operation(operationId = "getRepository", summary = "Read a repository")
  default RepositoryResponse get(@RestPath String ns, @RestPath String name) {
    Access access = hub().access();
    return access.repositories().get(access.caller(), ns, name);
  }

  @PATCH
  @Path("/{ns}/{name}")
  @RunOnVirtualThread
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Action.MANAGE)
  @Operation(operationId = "updateRepository", summary = "Change visibility or description")
  default RepositoryResponse update(
      @RestPath String ns, @RestPath String name, UpdateRepositoryRequest request) {
    Access access = hub().access();
    return access.repositories().update(access.caller(), ns, name, request);
  }

  @DELETE
  @Path("/{ns}/{name}")
  @RunOnVirtualThread
  @Requires(Action.MANAGE)
  @Operation(operationId = "deleteRepository", summary = "Delete a repository and its history")
  default void delete(@RestPath String ns, @RestPath String name) {
    Access access = hub().access();
    access.repositories().delete(access.caller(), ns, name);
  }
}
