package dev.trainyard.hub.web;

import dev.trainyard.commons.paging.Limit;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Open;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.upload.Upload;
import dev.trainyard.hub.upload.UploadResponse;
import dev.trainyard.hub.upload.Uploads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Resumable uploads by tus 1.0 below {@code /api/v1/<kind>}. */
public interface UploadRoutes {

  Hub hub();

  @OPTIONS
  @Path("/{ns}/{name}/uploads")
  @RunOnVirtualThread
  @Open
  @Operation(operationId = "describeUploads", summary = "What this tus server can do")
  @APIResponse(responseCode = "204", description = "Versions, extensions and limits as headers")
  default Response describeUploads(@RestPath String ns, @RestPath String name) {
    return Response.noContent()
        .header(Tus.VERSION_HEADER, Tus.VERSION)
        .header("Tus-Extension", Tus.EXTENSIONS)
        .header("Tus-Max-Size", hub().uploads().maxBytes())
        .header("Tus-Checksum-Algorithm", hub().uploads().checksumAlgorithms())
        .build();
  }

  @POST
  @Path("/{ns}/{name}/uploads")
  @RunOnVirtualThread
  @Consumes(MediaType.WILDCARD)
  @Requires(Action.WRITE)
  @Operation(operationId = "createUpload", summary = "Begin an upload, with its first bytes if any")
  @APIResponse(responseCode = "201", description = "The upload is at Location")
  @APIResponse(responseCode = "413", description = "Larger than Tus-Max-Size")
  @APIResponse(responseCode = "507", description = "There is no room for it")
  default Response createUpload(
      @RestPath String ns, @RestPath String name, @Context HttpHeaders headers, InputStream body) {
    Access access = hub().access();
    RepositoryRef repository = access.require(Action.WRITE, ns, name);
    var request = new Tus(headers);
    request.requireVersion();
    boolean withBody = request.hasBody();
    Uploads uploads = hub().uploads();
    Upload upload =
        uploads.create(
            access.caller(),
            repository,
            request.length("Upload-Length"),
            headers.getHeaderString("Upload-Metadata"));
    if (withBody) {
      upload = uploads.append(access.caller(), repository, request.chunk(upload.id(), 0), body);
    }
    return Tus.progress(Response.status(Response.Status.CREATED), upload)
        .header(HttpHeaders.LOCATION, access.pathOf(ns, name) + "/uploads/" + upload.id())
        .build();
  }

  @GET
  @Path("/{ns}/{name}/uploads")
  @RunOnVirtualThread
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Action.WRITE)
  @Operation(operationId = "listUploads", summary = "List the caller's own uncommitted uploads")
  default Page<UploadResponse> uploads(
      @RestPath String ns,
      @RestPath String name,
      @RestQuery String cursor,
      @RestQuery String limit) {
    RepositoryRef repository = hub().access().require(Action.WRITE, ns, name);
    return hub().uploads().list(hub().access().caller(), repository, cursor, Limit.of(limit));
  }

  @GET
  @Path("/{ns}/{name}/uploads/{id}")
  @RunOnVirtualThread
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Action.WRITE)
  @Operation(operationId = "getUpload", summary = "Read one of the caller's own uploads")
  default UploadResponse upload(@RestPath String ns, @RestPath String name, @RestPath UUID id) {
    return find(ns, name, id).response();
  }

  @HEAD
  @Path("/{ns}/{name}/uploads/{id}")
  @RunOnVirtualThread
  @Requires(Action.WRITE)
  @Operation(operationId = "describeUpload", summary = "The offset to go on at")
  @APIResponse(responseCode = "200", description = "Upload-Offset and Upload-Length as headers")
  default Response describeUpload(
      @RestPath String ns, @RestPath String name, @RestPath UUID id, @Context HttpHeaders headers) {
    new Tus(headers).requireVersion();
    Upload upload = find(ns, name, id);
    var answer =
        Tus.progress(Response.ok(), upload)
            .header("Upload-Length", upload.length())
            .header(HttpHeaders.CACHE_CONTROL, "no-store");
    return upload.metadata().isEmpty()
        ? answer.build()
        : answer.header("Upload-Metadata", upload.metadata()).build();
  }

  @PATCH
  @Path("/{ns}/{name}/uploads/{id}")
  @RunOnVirtualThread
  @Consumes(Tus.CONTENT_TYPE)
  @Requires(Action.WRITE)
  @Operation(operationId = "appendToUpload", summary = "Append bytes at the offset")
  @APIResponse(responseCode = "204", description = "The bytes are durable; Upload-Offset moved")
  @APIResponse(responseCode = "409", description = "The upload is at another offset")
  @APIResponse(responseCode = "423", description = "Another request writes to the upload")
  @APIResponse(responseCode = "460", description = "The body does not match Upload-Checksum")
  default Response append(
      @RestPath String ns,
      @RestPath String name,
      @RestPath UUID id,
      @Context HttpHeaders headers,
      InputStream body) {
    var request = new Tus(headers);
    request.requireVersion();
    Access access = hub().access();
    RepositoryRef repository = access.require(Action.WRITE, ns, name);
    Upload upload =
        hub()
            .uploads()
            .append(
                access.caller(),
                repository,
                request.chunk(id, request.length("Upload-Offset")),
                body);
    return Tus.progress(Response.noContent(), upload).build();
  }

  @DELETE
  @Path("/{ns}/{name}/uploads/{id}")
  @RunOnVirtualThread
  @Requires(Action.WRITE)
  @Operation(operationId = "deleteUpload", summary = "End an upload and drop its bytes")
  default void deleteUpload(
      @RestPath String ns, @RestPath String name, @RestPath UUID id, @Context HttpHeaders headers) {
    new Tus(headers).requireVersion();
    RepositoryRef repository = hub().access().require(Action.WRITE, ns, name);
    hub().uploads().delete(hub().access().caller(), repository, id);
  }

  private Upload find(String ns, String name, UUID id) {
    RepositoryRef repository = hub().access().require(Action.WRITE, ns, name);
    return hub().uploads().get(hub().access().caller(), repository, id);
  }
}
