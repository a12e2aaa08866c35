package dev.trainyard.hub.web;

import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.hub.download.Download;
import dev.trainyard.hub.repository.RepositoryRef;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** Downloads; mounted where clients of the Hub look for them. */
public interface FileRoutes {

  Hub hub();

  @GET
  @Path("/{ns}/{name}/resolve/{rev}/{path:.+}")
  @RunOnVirtualThread
  @Requires(Action.READ)
  @Operation(operationId = "downloadFile", summary = "Download a file, or one range of it")
  @APIResponse(
      responseCode = "200",
      description = "The file",
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "206", description = "The range that was asked for")
  @APIResponse(responseCode = "304", description = "The client has this very content")
  @APIResponse(responseCode = "416", description = "The range lies outside the file")
  default Response download(
      @RestPath String ns,
      @RestPath String name,
      @RestPath String rev,
      @RestPath String path,
      @RestHeader("Range") String range,
      @RestHeader("If-None-Match") String ifNoneMatch,
      @RestHeader("If-Range") String ifRange) {
    return find(ns, name, rev, path)
        .answer(new Download.Conditions(range, ifNoneMatch, ifRange, true));
  }

  @HEAD
  @Path("/{ns}/{name}/resolve/{rev}/{path:.+}")
  @RunOnVirtualThread
  @Requires(Action.READ)
  @Operation(operationId = "describeFile", summary = "Size, hash and commit of a file")
  @APIResponse(responseCode = "200", description = "The headers that a download would have")
  default Response describe(
      @RestPath String ns,
      @RestPath String name,
      @RestPath String rev,
      @RestPath String path,
      @RestHeader("If-None-Match") String ifNoneMatch) {
    return find(ns, name, rev, path)
        .answer(new Download.Conditions(null, ifNoneMatch, null, false));
  }

  private Download find(String ns, String name, String rev, String path) {
    RepositoryRef repository = hub().access().require(Action.READ, ns, name);
    return hub().downloads().find(repository, rev, path);
  }
}
