package dev.trainyard.gateway.proxy;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.config.LimitConfig;
import dev.trainyard.gateway.routing.RouteKind;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** How large bodies may be, checked by the declared length first and by the bytes afterwards. */
@ApplicationScoped
public class BodyLimits {

  private static final Set<HttpMethod> WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  private final LimitConfig config;

  BodyLimits(GatewayConfig config) {
    this.config = config.limits();
  }

  /** The number of bytes that a request of this kind may carry. */
  long of(RouteKind kind) {
    MemorySize size =
        switch (kind) {
          case JSON, FEED -> config.json();
          case COMMIT -> config.commit();
          case UPLOAD, FILES -> config.transfer();
          case SERVE -> config.serve();
        };
    long bytes = size.asLongValue();
    return bytes == 0 ? Long.MAX_VALUE : bytes;
  }

  /** Refuses framing that could be read in two ways, wherever the request goes. */
  public static void requireFraming(HttpServerRequest request) {
    if (!request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      return;
    }
    List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
    boolean plain = codings.size() == 1 && codings.getFirst().equals("chunked");
    if (!plain || request.version() == HttpVersion.HTTP_1_0) {
      throw ProblemException.of(ProblemType.INVALID_INPUT, "The transfer encoding is unsupported");
    }
  }

  /**
   * Refuses a declared length above the limit. A compressed body is refused where services read it
   * whole, so that nothing grows behind this check; files pass as the bytes that they are.
   */
  public void check(HttpServerRequest request, RouteKind kind) {
    String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    boolean whole = kind != RouteKind.UPLOAD && kind != RouteKind.FILES;
    if (coding != null && whole && !coding.equalsIgnoreCase("identity")) {
      throw ProblemException.of(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, "Bodies may not be compressed here");
    }
    if (length(request) > of(kind)) {
      throw tooLarge(of(kind));
    }
  }

  /** The declared length, or -1. */
  static long length(HttpServerRequest request) {
    String text = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (text == null) {
      return -1;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw ProblemException.of(ProblemType.INVALID_INPUT, "The content length is not a number");
    }
  }

  static boolean hasBody(HttpServerRequest request) {
    long length = length(request);
    if (length >= 0 || request.version() != HttpVersion.HTTP_2) {
      return length > 0 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
    // HTTP/2 need not say; a method that means nothing without a body has one.
    return WITH_BODY.contains(request.method());
  }

  static ProblemException tooLarge(long limit) {
    return ProblemException.of(
        ProblemType.TOO_LARGE, "The body may have at most %d bytes here".formatted(limit));
  }
}
