package dev.trainyard.model.version;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Limit;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** HTTP face of versions: translates to {@link VersionService} and nothing more. */
@Path("/api/v1/models/{ns}/{name}/versions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "versions")
@Guards(ResourceKind.MODEL)
class VersionResource {

  private final VersionService versions;
  private final CurrentCaller caller;
  private final Idempotency idempotency;

  VersionResource(VersionService versions, CurrentCaller caller, Idempotency idempotency) {
    this.versions = versions;
    this.caller = caller;
    this.idempotency = idempotency;
  }

  @POST
  @Authenticated
  @Requires(Action.WRITE)
  @Operation(operationId = "createVersion", summary = "Register a commit as a version")
  @APIResponseSchema(value = VersionResponse.class, responseCode = "201")
  @APIResponse(responseCode = "200", description = "The job has registered this version before")
  public RestResponse<VersionResponse> create(
      @RestPath String ns,
      @RestPath String name,
      @RestHeader(Idempotency.HEADER) String key,
      @NotNull @Valid CreateVersionRequest request) {
    versions.requireWriter(caller.get(), ns, name);
    return idempotency.answer(
        key,
        request,
        () -> {
          VersionService.Registration registration =
              versions.register(caller.get(), ns, name, request);
          return RestResponse.status(
              registration.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK,
              registration.version());
        });
  }

  @GET
  @Requires(Action.READ)
  @Operation(operationId = "listVersions", summary = "List versions, newest first")
  public Page<VersionResponse> list(
      @RestPath String ns,
      @RestPath String name,
      @RestQuery String limit,
      @RestQuery String cursor) {
    return versions.list(caller.get(), ns, name, Cursor.decode(cursor, 1), Limit.of(limit));
  }

  @GET
  @Path("/{number}")
  @Requires(Action.READ)
  @Operation(operationId = "getVersion", summary = "Read one version")
  public VersionResponse get(@RestPath String ns, @RestPath String name, @RestPath String number) {
    return versions.get(caller.get(), ns, name, parsed(number));
  }

  /** Anything but a number in range is a version that does not exist. */
  private static int parsed(String number) {
    if (!number.matches("[1-9][0-9]{0,8}")) {
      throw ProblemException.notFound("Version", number);
    }
    return Integer.parseInt(number);
  }
}
