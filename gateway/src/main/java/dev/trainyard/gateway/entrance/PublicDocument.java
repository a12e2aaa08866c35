package dev.trainyard.gateway.entrance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.config.RateLimitConfig;
import dev.trainyard.gateway.console.ConsoleFile;
import dev.trainyard.gateway.document.ApiDocuments;
import dev.trainyard.gateway.identity.Admission;
import dev.trainyard.gateway.routing.Destination;
import dev.trainyard.gateway.routing.RateClass;
import dev.trainyard.gateway.routing.RequestPath;
import dev.trainyard.gateway.routing.RouteTable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The description of the whole API: what the services of this release say of themselves, with the
 * rates that this installation allows as {@code x-rate-limit}.
 */
@ApplicationScoped
class PublicDocument {

  private static final List<String> SERVICES = List.of("auth", "dataset", "model", "training");
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  private final Vertx vertx;
  private final RouteTable routes;
  private final RateLimitConfig limits;
  private final Set<String> signInPaths;

  /** Made when it is first asked for: most gateways never are. */
  private volatile ConsoleFile document;

  PublicDocument(Vertx vertx, RouteTable routes, GatewayConfig config) {
    this.vertx = vertx;
    this.routes = routes;
    this.limits = config.rateLimit();
    this.signInPaths = Set.copyOf(config.signInPaths());
  }

  /** Answers a paused request, or fails with the 405. */
  Future<Void> answer(HttpServerRequest request) {
    request.resume();
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      return Future.failedFuture(
          ProblemException.of(ProblemType.METHOD_NOT_ALLOWED, "It can only be read"));
    }
    ConsoleFile known = document;
    return known != null
        ? known.answer(request, false)
        : vertx.executeBlocking(this::make).compose(made -> made.answer(request, false));
  }

  private ConsoleFile make() {
    var documents = new ApiDocuments();
    SERVICES.forEach(service -> documents.add(service, read(service)));
    ObjectNode whole = documents.merged();
    whole
        .get("paths")
        .properties()
        .forEach(path -> path.getValue().properties().forEach(each -> limit(path.getKey(), each)));
    document = ConsoleFile.of("openapi.json", whole.toString().getBytes(StandardCharsets.UTF_8));
    return document;
  }

  private static JsonNode read(String service) {
    String file = "META-INF/api/%s-service.v1.yaml".formatted(service);
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = loader.getResourceAsStream(file)) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void limit(String path, Map.Entry<String, JsonNode> operation) {
    if (METHODS.contains(operation.getKey())) {
      RateClass rateClass = rateClass(path, operation.getKey().toUpperCase(Locale.ROOT));
      RateLimitConfig.Rate rate = limits.classes().get(rateClass);
      ((ObjectNode) operation.getValue())
          .putObject("x-rate-limit")
          .put("class", rateClass.wire())
          .put("perSecond", rate.perSecond())
          .put("burst", rate.burst());
    }
  }

  private RateClass rateClass(String path, String method) {
    boolean reading = Admission.isSafe(HttpMethod.valueOf(method));
    if (!reading && signInPaths.contains(path)) {
      return RateClass.SIGN_IN;
    }
    String example = path.replaceAll("\\{[A-Za-z]+}", "x");
    return switch (routes.find(RequestPath.parse(example))) {
      case Destination.Service service -> RateClass.of(service.kind(), reading);
      case Destination other ->
          throw new IllegalStateException("%s leads to %s".formatted(path, other));
    };
  }
}
