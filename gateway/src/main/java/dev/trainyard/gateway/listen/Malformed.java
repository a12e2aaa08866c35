package dev.trainyard.gateway.listen;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.web.RequestId;
import dev.trainyard.gateway.answer.Cut;
import dev.trainyard.gateway.answer.ProblemWriter;
import dev.trainyard.gateway.answer.SecurityHeaders;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Answers what is no HTTP, or could be read in two ways, and ends the connection: where the next
 * request would begin is anybody's guess.
 */
@ApplicationScoped
class Malformed {

  private final SecurityHeaders security;
  private final ProblemWriter problems;

  Malformed(SecurityHeaders security, ProblemWriter problems) {
    this.security = security;
    this.problems = problems;
  }

  void answer(HttpServerRequest request) {
    request.response().putHeader(RequestId.HEADER, RequestId.accept(null));
    Cut.afterAnswer(request);
    security.apply(request);
    problems.answer(request, problem(request.decoderResult().cause()));
  }

  private static ProblemException problem(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ ->
          ProblemException.of(ProblemType.URI_TOO_LONG, "The request line is too long");
      case TooLongHttpHeaderException _ ->
          ProblemException.of(ProblemType.HEADERS_TOO_LARGE, "The headers are too large");
      case null, default ->
          ProblemException.of(ProblemType.INVALID_INPUT, "The request is not well-formed HTTP");
    };
  }
}
