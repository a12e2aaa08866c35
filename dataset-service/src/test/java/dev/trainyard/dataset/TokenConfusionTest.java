package dev.trainyard.dataset;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.trainyard.testing.ConfusedTokens;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a token says of its own signature counts for nothing. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class TokenConfusionTest {

  private final AtomicInteger fetched = new AtomicInteger();
  private HttpServer stranger;

  @BeforeEach
  void publishAForeignKeySet() throws IOException {
    stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stranger.createContext(
        "/",
        exchange -> {
          fetched.incrementAndGet();
          byte[] keys = ConfusedTokens.keySet().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, keys.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(keys);
          }
        });
    stranger.start();
  }

  @AfterEach
  void stop() {
    stranger.stop(0);
  }

  @Test
  void tokenCannotChooseHowOrByWhichKeyItIsVerified() {
    // Given
    String url = "http://127.0.0.1:" + stranger.getAddress().getPort() + "/jwks.json";
    String good = Tokens.user("root").admin().sign();
    assertThat(status(good)).isEqualTo(200);
    Map<String, String> confused = ConfusedTokens.of(good, Tokens.publicKey(), url);

    // When
    Map<String, Integer> accepted = new TreeMap<>();
    confused.forEach(
        (what, token) -> {
          if (status(token) != 401) {
            accepted.put(what, status(token));
          }
        });

    // Then
    assertThat(accepted).isEmpty();
    assertThat(fetched).as("requests to where a token points").hasValue(0);
  }

  private static int status(String token) {
    return given().auth().oauth2(token).get("/api/v1/datasets").statusCode();
  }
}
