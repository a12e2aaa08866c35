package dev.trainyard.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.client.ClientAddress;
import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.fake.Settings;
import dev.trainyard.gateway.routing.RateClass;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limiter, asked by real requests while its clock stands still. */
class RateLimiterTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void clientsAreLimitedOneByOne() {
    // Given
    var limiter = limiter(Map.of());
    int port =
        serve(
            request ->
                limiter.charge(request, RateClass.READ, Optional.ofNullable(request.query())));

    // When
    List<Integer> ada = IntStream.range(0, 8).mapToObj(_ -> status(port, "/?ada")).toList();
    int bob = status(port, "/?bob");
    List<Integer> nobody = IntStream.range(0, 6).mapToObj(_ -> status(port, "/")).toList();

    // Then
    assertThat(ada).containsExactly(200, 200, 200, 200, 200, 429, 429, 429);
    assertThat(bob).isEqualTo(200);
    assertThat(nobody).endsWith(200, 429);
  }

  @Test
  void refusalSaysWhenToComeAgain() {
    // Given
    var limiter = limiter(Map.of("rate-limit.unknown-burst", "1"));
    int port = serve(limiter::chargeUnknown);
    status(port, "/");

    // When
    HttpClientResponse refused = get(port, "/");

    // Then
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("PT1S");
    assertThat(refused.getHeader("RateLimit")).isEqualTo("\"sign_in\";r=0;t=1");
    assertThat(refused.getHeader("RateLimit-Policy"))
        .isEqualTo("\"fixed window\";\"sign_in\";q=5;w=5");
  }

  @Test
  void everyAnswerTellsWhatIsLeft() {
    // Given
    var limiter = limiter(Map.of());
    int port = serve(request -> limiter.charge(request, RateClass.WRITE, Optional.of("ada")));

    // When
    List<String> said =
        IntStream.range(0, 6).mapToObj(_ -> get(port, "/").getHeader("RateLimit")).toList();

    // Then
    assertThat(said)
        .containsExactly(
            "\"write\";r=4;t=1",
            "\"write\";r=3;t=2",
            "\"write\";r=2;t=3",
            "\"write\";r=1;t=4",
            "\"write\";r=0;t=5",
            "\"write\";r=0;t=1");
    assertThat(get(port, "/").getHeader("RateLimit-Policy"))
        .isEqualTo("\"fixed window\";\"write\";q=5;w=5");
  }

  @Test
  void classesDoNotTakeFromEachOther() {
    // Given
    var limiter = limiter(Map.of());
    int port =
        serve(
            request ->
                limiter.charge(
                    request, RateClass.valueOf(request.path().substring(1)), Optional.of("ada")));

    // When
    IntStream.range(0, 9).forEach(_ -> status(port, "/READ"));

    // Then
    assertThat(status(port, "/READ")).isEqualTo(429);
    assertThat(status(port, "/SIGN_IN")).isEqualTo(200);
  }

  @Test
  void manyTokensOfAUserShareALimit() {
    // Given
    var limiter = limiter(Map.of("rate-limit.user-factor", "2"));
    int port = serve(request -> limiter.chargeUser(request, RateClass.READ, request.query()));

    // When
    List<Integer> ada = IntStream.range(0, 11).mapToObj(_ -> status(port, "/?ada")).toList();

    // Then
    assertThat(ada.subList(0, 10)).containsOnly(200);
    assertThat(ada.getLast()).isEqualTo(429);
    assertThat(status(port, "/?bob")).isEqualTo(200);
  }

  @Test
  void limitMayBeSwitchedOff() {
    // Given
    var limiter = limiter(Map.of("rate-limit.enabled", "false"));
    int port = serve(request -> limiter.charge(request, RateClass.READ, Optional.empty()));

    // When / Then
    assertThat(IntStream.range(0, 20).mapToObj(_ -> status(port, "/"))).containsOnly(200);
  }

  private int serve(Consumer<HttpServerRequest> limiter) {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  try {
                    limiter.accept(request);
                    request.response().end();
                  } catch (ProblemException e) {
                    assertThat(e.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
                    request
                        .response()
                        .setStatusCode(e.type().status())
                        .putHeader("Retry-After", e.retryAfter().orElseThrow().toString())
                        .end();
                  }
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return server.actualPort();
  }

  private int status(int port, String target) {
    return get(port, target).statusCode();
  }

  private HttpClientResponse get(int port, String target) {
    return vertx
        .createHttpClient()
        .request(HttpMethod.GET, port, "127.0.0.1", target)
        .compose(request -> request.send())
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static RateLimiter limiter(Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>(Map.of("rate-limit.unknown-per-second", "1"));
    settings.putAll(changes);
    GatewayConfig config = Settings.with(settings);
    return new RateLimiter(config, new ClientAddress(config), () -> 0);
  }
}
