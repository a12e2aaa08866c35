package dev.trainyard.hub.web;

import dev.trainyard.commons.paging.Limit;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.data.idempotency.Idempotency;
import dev.trainyard.hub.commit.CommitRequest;
import dev.trainyard.hub.repository.Repositories;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.revision.CommitResponse;
import dev.trainyard.hub.revision.CreateBranchRequest;
import dev.trainyard.hub.revision.RefResponse;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

/** Branches, tags and commits below {@code /api/v1/<kind>}. */
public interface HistoryRoutes {

  Hub hub();

  @GET
  @Path("/{ns}/{name}/branches")
  @RunOnVirtualThread
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Action.READ)
  @Operation(operationId = "listBranches", summary = "List branches by name")
  default Page<RefResponse> branches(
      @RestPath String ns,
      @RestPath String name,
      @RestQuery String cursor,
      @RestQuery String limit) {
    RepositoryRef repository = hub().access().require(Action.READ, ns, name);
    return hub().history().references().branches(repository, cursor, Limit.of(limit));
  }

  @PUT
  @Path("/{ns}/{name}/branches/{branch}")
  @RunOnVirtualThread
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Action.WRITE)
  @Operation(operationId = "createBranch", summary = "Create a branch at a revision")
  @APIResponseSchema(value = RefResponse.class, responseCode = "201")
  @APIResponse(responseCode = "409", description = "A branch or tag has this name")
  default RestResponse<RefResponse> createBranch(
      @RestPath String ns,
      @RestPath String name,
      @RestPath String branch,
      CreateBranchRequest request) {
    RepositoryRef repository = hub().access().require(Action.WRITE, ns, name);
    return ResponseBuilder.create(
            RestResponse.Status.CREATED,
            hub()
                .history()
                .references()
                .createBranch(hub().access().caller(), repository, branch, request))
        .build();
  }

  @DELETE
  @Path("/{ns}/{name}/branches/{branch}")
  @RunOnVirtualThread
  @Requires(Action.WRITE)
  @Operation(operationId = "deleteBranch", summary = "Delete a branch other than main")
  default void deleteBranch(@RestPath String ns, @RestPath String name, @RestPath String branch) {
    RepositoryRef repository = hub().access().require(Action.WRITE, ns, name);
    hub().history().references().deleteBranch(hub().access().caller(), repository, branch);
  }

  @GET
  @Path("/{ns}/{name}/tags")
  @RunOnVirtualThread
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Action.READ)
  @Operation(operationId = "listTags", summary = "List tags by name")
  default Page<RefResponse> tags(
      @RestPath String ns,
      @RestPath String name,
      @RestQuery String cursor,
      @RestQuery String limit) {
    RepositoryRef repository = hub().access().require(Action.READ, ns, name);
    return hub().history().references().tags(repository, cursor, Limit.of(limit));
  }

  @GET
  @Path("/{ns}/{name}/commits")
  @RunOnVirtualThread
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Action.READ)
  @Operation(operationId = "listCommits", summary = "List the commits of a revision, newest first")
  default Page<CommitResponse> commits(
      @RestPath String ns,
      @RestPath String name,
      @RestQuery @DefaultValue(Repositories.DEFAULT_BRANCH) String rev,
      @RestQuery String cursor,
      @RestQuery String limit) {
    RepositoryRef repository = hub().access().require(Action.READ, ns, name);
    return hub().history().log().list(repository, rev, cursor, Limit.of(limit));
  }

  @GET
  @Path("/{ns}/{name}/commits/{id}")
  @RunOnVirtualThread
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Action.READ)
  @Operation(operationId = "getCommit", summary = "Read a commit")
  default CommitResponse commit(@RestPath String ns, @RestPath String name, @RestPath String id) {
    RepositoryRef repository = hub().access().require(Action.READ, ns, name);
    return hub().history().log().get(repository, id);
  }

  @POST
  @Path("/{ns}/{name}/commits")
  @RunOnVirtualThread
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Action.WRITE)
  @Operation(operationId = "createCommit", summary = "Add, copy and delete files in one commit")
  @APIResponseSchema(value = CommitResponse.class, responseCode = "201")
  @APIResponse(responseCode = "412", description = "The branch is not at the named parent")
  @APIResponse(responseCode = "422", description = "An operation contradicts the repository")
  default RestResponse<CommitResponse> createCommit(
      @RestPath String ns,
      @RestPath String name,
      @RestHeader(Idempotency.HEADER) String key,
      CommitRequest request) {
    Access access = hub().access();
    RepositoryRef repository = access.require(Action.WRITE, ns, name);
    return access
        .idempotency()
        .answer(
            key,
            request,
            () -> hub().history().commits().prepare(access.caller(), repository, request),
            prepared -> {
              CommitResponse commit = prepared.get();
              return ResponseBuilder.create(RestResponse.Status.CREATED, commit)
                  .header("Location", access.pathOf(ns, name) + "/commits/" + commit.id())
                  .build();
            });
  }
}
