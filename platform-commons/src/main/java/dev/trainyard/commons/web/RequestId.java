package dev.trainyard.commons.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logmanager.MDC;

/**
 * Gives every request an id: the caller's {@code X-Request-Id} when it is well formed, else a new
 * one. It stands in the answer, in problem documents and as {@code requestId} in log lines.
 */
@ApplicationScoped
public class RequestId {

  public static final String HEADER = "X-Request-Id";
  private static final String KEY = "requestId";
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** The id of the request that the current thread or event-loop context handles, or null. */
  public static String current() {
    return MDC.get(KEY);
  }

  /** The text when it is a usable id, else a fresh id. */
  public static String accept(String text) {
    return text != null && WELL_FORMED.matcher(text).matches()
        ? text
        : UUID.randomUUID().toString();
  }

  void install(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE + 10).handler(this::assign);
  }

  /** Gives a request its id, for servers that have no router. */
  public static void begin(HttpServerRequest request) {
    String id = accept(request.getHeader(HEADER));
    MDC.put(KEY, id);
    request.response().putHeader(HEADER, id);
  }

  private void assign(RoutingContext context) {
    begin(context.request());
    context.next();
  }
}
