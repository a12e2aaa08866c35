package dev.trainyard.commons.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.trainyard.commons.problem.Problem.FieldError;
import dev.trainyard.commons.web.RequestId;
import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every exception that leaves a resource into an RFC 9457 {@link Problem}. */
class ProblemMappers {

  private static final URI UNTYPED = URI.create("about:blank");

  /** RFC 9110, section 15.5.2: every 401 says how to authenticate. */
  private static final String CHALLENGE = "Bearer";

  @ServerExceptionMapper
  Response expected(ProblemException e, UriInfo uri) {
    Problem document = document(e.type(), e.getMessage(), uri, e.errors()).with(e.methods());
    var answer = Response.fromResponse(respond(document));
    e.retryAfter()
        .ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds())));
    if (e.type() == ProblemType.UNAUTHENTICATED) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
    }
    return answer.build();
  }

  @ServerExceptionMapper
  Response invalid(ConstraintViolationException e, UriInfo uri) {
    List<FieldError> errors =
        e.getConstraintViolations().stream()
            .map(
                violation ->
                    new FieldError(field(violation.getPropertyPath()), violation.getMessage()))
            .sorted(Comparator.comparing(FieldError::field))
            .toList();
    return problem(ProblemType.INVALID_INPUT, "Some fields are not valid", uri, errors);
  }

  /** Takes the place of Quarkus' built-in mapper, whose body is not a problem document. */
  @ServerExceptionMapper
  Response unreadable(MismatchedInputException e, UriInfo uri) {
    String message =
        e instanceof UnrecognizedPropertyException ? "is not a known field" : "has the wrong type";
    var errors = List.of(new FieldError(field(e), message));
    return problem(ProblemType.INVALID_INPUT, "The body does not match the schema", uri, errors);
  }

  /** A value that its type refuses, such as an unknown constant. */
  @ServerExceptionMapper
  Response refused(ValueInstantiationException e, UriInfo uri) {
    var errors = List.of(new FieldError(field(e), "has a value that is not allowed"));
    return problem(ProblemType.INVALID_INPUT, "The body does not match the schema", uri, errors);
  }

  /** Malformed or too deeply nested JSON. */
  @ServerExceptionMapper
  Response malformed(JsonProcessingException e, UriInfo uri) {
    String where =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    return problem(ProblemType.INVALID_INPUT, "The body is not valid JSON" + where, uri);
  }

  /** No token, or a token that does not verify; RFC 9110 wants the challenge header on both. */
  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  Response unauthenticated(SecurityException e, UriInfo uri) {
    Response body = problem(ProblemType.UNAUTHENTICATED, "A valid credential is required", uri);
    return Response.fromResponse(body).header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE).build();
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException e, UriInfo uri) {
    return problem(ProblemType.FORBIDDEN, "The caller lacks the role that this needs", uri);
  }

  /** What JAX-RS itself throws, such as 404 for an unknown path: the status says it all. */
  @ServerExceptionMapper
  Response jaxRs(WebApplicationException e, UriInfo uri) {
    // Resteasy wraps a body that Jackson refuses in a plain 400: the cause says what is wrong.
    if (e.getCause() instanceof MismatchedInputException mismatch) {
      return unreadable(mismatch, uri);
    }
    if (e.getCause() instanceof ValueInstantiationException refused) {
      return refused(refused, uri);
    }
    if (e.getCause() instanceof JsonProcessingException malformed) {
      return malformed(malformed, uri);
    }
    var status = e.getResponse().getStatusInfo();
    for (ProblemType type : ProblemType.values()) {
      if (type.status() == status.getStatusCode() && status.getStatusCode() < 500) {
        return problem(type, null, uri);
      }
    }
    return respond(
        new Problem(
            UNTYPED,
            status.getReasonPhrase(),
            status.getStatusCode(),
            null,
            uri.getPath(),
            RequestId.current(),
            List.of()));
  }

  /** The last resort: everything is logged under the request's id, and the caller learns that. */
  @ServerExceptionMapper
  Response unexpected(RuntimeException e, UriInfo uri) {
    Optional<ProblemException> database = DatabaseFailures.explained(e);
    if (database.isPresent()) {
      Log.warnf("The database failed, path=%s: %s", asSent(uri), database.get().getMessage());
      return expected(database.get(), uri);
    }
    Log.errorf(e, "Unexpected failure, path=%s", asSent(uri));
    return problem(ProblemType.INTERNAL, "Please report the request id", uri);
  }

  /** Still encoded: a line break in a path must not begin a line of the log. */
  private static String asSent(UriInfo uri) {
    return uri.getRequestUri().getRawPath();
  }

  private static Response problem(ProblemType type, String detail, UriInfo uri) {
    return problem(type, detail, uri, List.of());
  }

  private static Response problem(
      ProblemType type, String detail, UriInfo uri, List<FieldError> errors) {
    return respond(document(type, detail, uri, errors));
  }

  private static Problem document(
      ProblemType type, String detail, UriInfo uri, List<FieldError> errors) {
    return new Problem(
        type.uri(),
        type.title(),
        type.status(),
        detail,
        uri.getPath(),
        RequestId.current(),
        errors);
  }

  private static Response respond(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }

  /** {@code operations[2].path} for the reference chain of a Jackson failure. */
  private static String field(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            reference ->
                reference.getFieldName() == null
                    ? "[" + reference.getIndex() + "]"
                    : "." + reference.getFieldName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  /** {@code create.request.name} to {@code name}: callers know fields, not our methods. */
  private static String field(Path path) {
    List<String> nodes =
        StreamSupport.stream(path.spliterator(), false).map(Path.Node::toString).toList();
    return String.join(".", nodes.subList(Math.min(2, nodes.size() - 1), nodes.size()));
  }
}
