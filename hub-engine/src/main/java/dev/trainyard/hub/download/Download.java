package dev.trainyard.hub.download;

import dev.trainyard.commons.problem.Problem;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.web.RequestId;
import dev.trainyard.hub.revision.Revision;
import dev.trainyard.hub.tree.FileEntry;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jboss.resteasy.reactive.PathPart;

/**
 * Answers conditional and range requests for one file (RFC 9110, 13 and 14). The body is a part of
 * a file that the kernel copies to the socket; nothing of it passes through the heap.
 *
 * @param shared whether caches that serve several users may keep it
 */
public record Download(FileEntry file, Revision revision, Path content, boolean shared) {

  /**
   * The conditions of a request; each is null when absent.
   *
   * @param withBody false for HEAD
   */
  public record Conditions(String range, String ifNoneMatch, String ifRange, boolean withBody) {}

  public Response answer(Conditions conditions) {
    if (matches(conditions.ifNoneMatch())) {
      return describe(Response.notModified()).build();
    }
    boolean ranged = conditions.ifRange() == null || conditions.ifRange().strip().equals(etag());
    return switch (ByteRange.parse(ranged ? conditions.range() : null, file.sizeBytes())) {
      case ByteRange.Whole _ -> whole(conditions);
      case ByteRange.Part part -> part(part, conditions.withBody());
      case ByteRange.Unsatisfiable _ -> unsatisfiable();
    };
  }

  private Response whole(Conditions conditions) {
    ResponseBuilder answer = describe(Response.ok());
    if (conditions.range() != null && file.sizeBytes() == 0) {
      answer.header("Content-Range", "bytes */0");
    }
    return body(answer, 0, file.sizeBytes(), conditions.withBody());
  }

  private Response part(ByteRange.Part part, boolean withBody) {
    ResponseBuilder answer =
        describe(Response.status(Response.Status.PARTIAL_CONTENT))
            .header(
                "Content-Range",
                "bytes %d-%d/%d".formatted(part.first(), part.last(), file.sizeBytes()));
    return body(answer, part.first(), part.length(), withBody);
  }

  private Response body(ResponseBuilder answer, long offset, long length, boolean withBody) {
    if (withBody && length > 0) {
      return answer.entity(new PathPart(content, offset, length)).build();
    }
    return answer.header(HttpHeaders.CONTENT_LENGTH, length).build();
  }

  private Response unsatisfiable() {
    var problem =
        new Problem(
            ProblemType.RANGE_NOT_SATISFIABLE.uri(),
            ProblemType.RANGE_NOT_SATISFIABLE.title(),
            ProblemType.RANGE_NOT_SATISFIABLE.status(),
            "The file has " + file.sizeBytes() + " bytes",
            null,
            RequestId.current(),
            List.of());
    return Response.status(problem.status())
        .header("Content-Range", "bytes */" + file.sizeBytes())
        .header("Accept-Ranges", "bytes")
        .type(Problem.MEDIA_TYPE)
        .entity(problem)
        .build();
  }

  private ResponseBuilder describe(ResponseBuilder answer) {
    return answer
        .type("application/octet-stream")
        .header(HttpHeaders.ETAG, etag())
        .header("X-Repo-Commit", revision.commitId())
        .header("Accept-Ranges", "bytes")
        .header(HttpHeaders.CACHE_CONTROL, caching())
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition())
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; sandbox");
  }

  /** What a commit holds never changes; what a branch holds is asked for each time. */
  private String caching() {
    String scope = shared ? "public" : "private";
    return scope + (revision.pinned() ? ", max-age=31536000, immutable" : ", no-cache");
  }

  private String disposition() {
    String path = file.path();
    String name = path.substring(path.lastIndexOf('/') + 1);
    return "attachment; filename*=UTF-8''"
        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  private String etag() {
    return '"' + file.blob().hex() + '"';
  }

  private boolean matches(String header) {
    if (header == null) {
      return false;
    }
    if (header.strip().equals("*")) {
      return true;
    }
    return List.of(header.split(",")).stream()
        .map(tag -> tag.strip().replaceFirst("^W/", ""))
        .anyMatch(etag()::equals);
  }
}
