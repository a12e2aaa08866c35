package dev.trainyard.gateway.listen;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.web.RequestId;
import dev.trainyard.gateway.answer.Cut;
import dev.trainyard.gateway.answer.ProblemWriter;
import dev.trainyard.gateway.answer.SecurityHeaders;
import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.routing.RequestPath;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/**
 * Sends readers who come over plain HTTP to the public URL, never to where the request says. What
 * is not a read is refused: whatever it carried has been seen by everybody on the way.
 */
@ApplicationScoped
class Redirect {

  private final SecurityHeaders security;
  private final ProblemWriter problems;
  private final String origin;

  Redirect(GatewayConfig config, SecurityHeaders security, ProblemWriter problems) {
    this.security = security;
    this.problems = problems;
    this.origin = config.publicUrl().map(Redirect::origin).orElse("");
    if (config.tls().redirectPort().isPresent() && !origin.startsWith("https://")) {
      throw new IllegalArgumentException(
          "trainyard.gateway.tls.redirect-port needs a public URL with https");
    }
  }

  void answer(HttpServerRequest request) {
    RequestId.begin(request);
    Cut.afterAnswer(request);
    security.apply(request);
    try {
      boolean reads =
          request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
      if (!reads) {
        throw ProblemException.of(ProblemType.FORBIDDEN, "Use " + origin);
      }
      String target = RequestPath.parse(request.uri()).target();
      request
          .response()
          .setStatusCode(308)
          .putHeader(HttpHeaders.LOCATION, origin + target)
          .putHeader(HttpHeaders.CONTENT_LENGTH, "0")
          .end()
          .onComplete(_ -> request.connection().close());
    } catch (ProblemException e) {
      problems.answer(request, e);
    }
  }

  private static String origin(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority();
  }
}
