package dev.trainyard.auth.export;

import dev.trainyard.auth.export.ExportStore.Archive;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.data.idempotency.Idempotency;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** People's exports of everything that is held about them. */
@Path("/api/v1/privacy/export")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "privacy")
@Guards(ResourceKind.ACCOUNT)
class ExportResource {

  private final Exports exports;
  private final CurrentCaller caller;
  private final Idempotency idempotency;

  ExportResource(Exports exports, CurrentCaller caller, Idempotency idempotency) {
    this.exports = exports;
    this.caller = caller;
    this.idempotency = idempotency;
  }

  @POST
  @Requires(Action.WRITE)
  @Operation(
      operationId = "requestExport",
      summary = "Collect everything that is held about the caller, in all services")
  @APIResponseSchema(value = ExportResponse.class, responseCode = "202")
  public RestResponse<ExportResponse> begin(@RestHeader(Idempotency.HEADER) String key) {
    exports.requireProof(caller.get());
    return idempotency.answer(key, null, () -> RestResponse.accepted(exports.begin(caller.get())));
  }

  @GET
  @Requires(Action.READ)
  @Operation(operationId = "getExport", summary = "How far the caller's export is")
  public ExportResponse get() {
    return exports.get(caller.get());
  }

  @POST
  @Path("/archive")
  @Produces("application/zip")
  @Requires(Action.WRITE)
  @Operation(operationId = "downloadExport", summary = "Download the archive, which works once")
  @APIResponse(responseCode = "200", description = "A file of JSON lines from each service")
  public Response archive() {
    Archive archive = exports.take(caller.get());
    StreamingOutput body = out -> exports.write(archive, out);
    return Response.ok(body)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"personal-data.zip\"")
        .build();
  }
}
