package dev.trainyard.hub.web;

import dev.trainyard.commons.problem.Problem;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.web.RequestId;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Bounds bodies by what the route does with them, before anything is read: JSON is held in memory
 * and is small, uploads are streamed and as large as their announced length.
 */
@ApplicationScoped
class BodyLimits {

  private static final long JSON = 1L << 20;

  /** Commits hold small files themselves; nobody but a caller with a credential may make one. */
  private static final long COMMIT = 8L << 20;

  void install(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE + 20).handler(BodyLimits::bound);
  }

  private static void bound(RoutingContext context) {
    long limit = limit(context.request(), context.normalizedPath());
    String announced = context.request().getHeader("Content-Length");
    if (announced != null && isAbove(announced, limit)) {
      refuse(context, limit);
      return;
    }
    if (announced == null && limit < Long.MAX_VALUE) {
      context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limit);
    }
    context.next();
  }

  private static long limit(HttpServerRequest request, String path) {
    if (path.contains("/uploads")) {
      return Long.MAX_VALUE;
    }
    boolean commit = request.method().equals(HttpMethod.POST) && path.endsWith("/commits");
    return commit && request.getHeader("Authorization") != null ? COMMIT : JSON;
  }

  private static boolean isAbove(String announced, long limit) {
    try {
      return Long.parseLong(announced) > limit;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  private static void refuse(RoutingContext context, long limit) {
    ProblemType type = ProblemType.TOO_LARGE;
    var problem =
        new JsonObject()
            .put("type", type.uri().toString())
            .put("title", type.title())
            .put("status", type.status())
            .put("detail", "The body may have at most " + limit + " bytes")
            .put("instance", context.normalizedPath())
            .put("requestId", RequestId.current());
    context
        .response()
        .setStatusCode(type.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("Connection", "close")
        .end(problem.encode());
  }
}
