package dev.trainyard.gateway.entrance;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.answer.Cut;
import dev.trainyard.gateway.client.Hosts;
import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.proxy.BodyLimits;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;

/** What a request must be before anybody asks what it wants. */
@ApplicationScoped
class Sanity {

  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  private final Hosts hosts;
  private final int maxHeaders;
  private final int maxHeaderBytes;

  Sanity(Hosts hosts, GatewayConfig config) {
    this.hosts = hosts;
    this.maxHeaders = config.limits().headers();
    this.maxHeaderBytes = config.limits().headerBytes();
  }

  /** Throws the problem to answer; the connection of whoever sends such things ends with it. */
  void require(HttpServerRequest request) {
    try {
      look(request);
    } catch (ProblemException e) {
      Cut.afterAnswer(request);
      throw e;
    }
  }

  private void look(HttpServerRequest request) {
    if (!METHODS.contains(request.method())) {
      throw ProblemException.of(
          ProblemType.METHOD_NOT_ALLOWED, "The method is not one of " + METHODS);
    }
    int count = 0;
    int bytes = 0;
    for (Map.Entry<String, String> header : request.headers()) {
      count++;
      bytes += header.getKey().length() + header.getValue().length() + 4;
    }
    if (count > maxHeaders || bytes > maxHeaderBytes) {
      throw ProblemException.of(
          ProblemType.HEADERS_TOO_LARGE,
          "There may be at most %d headers of %d bytes in all"
              .formatted(maxHeaders, maxHeaderBytes));
    }
    BodyLimits.requireFraming(request);
    if (!request.uri().startsWith("/health")) {
      // Probes ask by address.
      hosts.requireOurs(request);
    }
  }
}
