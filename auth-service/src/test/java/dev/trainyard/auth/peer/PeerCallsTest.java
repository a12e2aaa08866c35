package dev.trainyard.auth.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service that begins an answer and then says nothing more does not hold its caller. */
class PeerCallsTest {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private HttpServer silent;

  @BeforeEach
  void begin() throws IOException {
    silent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    silent.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write("begun".getBytes(StandardCharsets.US_ASCII));
          exchange.getResponseBody().flush();
        });
    silent.start();
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    silent.stop(0);
  }

  @Test
  @Timeout(60)
  void answerThatDoesNotGoOnFailsAndDoesNotLookComplete() throws Exception {
    // Given
    URI uri = URI.create("http://127.0.0.1:" + silent.getAddress().getPort() + "/");
    InputStream body =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream()).body();

    // When
    InputStream bounded = PeerCalls.within(Duration.ofSeconds(1), body);

    // Then
    assertThat(bounded.readNBytes(5)).asString().isEqualTo("begun");
    assertThatThrownBy(bounded::readAllBytes).isInstanceOf(IOException.class);
  }
}
