package dev.trainyard.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.is;

import dev.trainyard.gateway.fake.Credentials;
import dev.trainyard.gateway.fake.Platform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Live feeds through the gateway. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class FeedTest {

  private static Vertx vertx;
  private static WebSocketClient client;

  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions().setMaxFrameSize(1 << 20).setMaxMessageSize(1 << 20));
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void messagesPassInBothDirections() throws Exception {
    // Given
    String token = Credentials.token();
    WebSocket socket = open("/api/v1/feed", Map.of("Authorization", "Bearer " + token));

    // When
    socket.writeTextMessage("subscribe");
    socket.writeTextMessage("send 300000");

    // Then
    assertThat(messages.poll(5, SECONDS)).isEqualTo("hello Bearer jwt-of-" + token);
    assertThat(messages.poll(5, SECONDS)).isEqualTo("echo subscribe");
    assertThat(messages.poll(5, SECONDS)).hasSize(300_000);
    close(socket);
  }

  @Test
  void browserOpensWithItsSession() throws Exception {
    // Given
    String session = Credentials.session();

    // When
    WebSocket socket = open("/api/v1/feed", browser(session, Credentials.ORIGIN));

    // Then
    assertThat(messages.poll(5, SECONDS)).isEqualTo("hello Bearer jwt-of-" + session);
    close(socket);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null"})
  void otherOriginsAreRefused(String origin) {
    // Given
    String session = Credentials.session();

    // When / Then
    assertRefused("/api/v1/feed", browser(session, origin), 403);
  }

  @Test
  void sessionWithoutOriginIsRefused() {
    // Given
    var headers = Map.of("Cookie", Credentials.COOKIE + "=" + Credentials.session());

    // When / Then
    assertRefused("/api/v1/feed", headers, 403);
  }

  @Test
  void badCredentialsAndRefusalsOfTheServiceAreHttpAnswers() {
    // When / Then
    assertRefused("/api/v1/feed", Map.of("Authorization", "Bearer hf_unknown-feed"), 401);
    assertRefused("/api/v1/feed", browser("ended", Credentials.ORIGIN), 401);
    assertRefused("/api/v1/feed?refuse=401", Map.of(), 401);
    assertRefused("/api/v1/feed?refuse=403", Map.of(), 403);
    assertRefused("/api/v1/feed?refuse=404", Map.of(), 404);
    assertRefused("/api/v1/feed?refuse=503", Map.of(), 503);
    assertRefused("/api/v1/feed?refuse=500", Map.of(), 502);
  }

  @Test
  void closingPassesThrough() throws Exception {
    // Given
    WebSocket socket = open("/api/v1/feed", Map.of());

    // When
    socket.writeTextMessage("close");

    // Then
    awaitClosed(socket, 4000);
  }

  /** 256 MiB for a client that does not read: more than the gateway's heap may hold. */
  @Test
  void clientThatDoesNotReadStopsTheServiceAndLosesNothing() throws Exception {
    // Given
    int flood = 8192;
    WebSocket slow = open("/api/v1/feed", Map.of());
    assertThat(messages.poll(5, SECONDS)).startsWith("hello");
    var received = new AtomicInteger();
    slow.textMessageHandler(_ -> received.incrementAndGet());
    slow.pause();

    // When
    slow.writeTextMessage("flood " + flood);

    // Then
    Awaitility.await().atMost(10, SECONDS).until(() -> Platform.flooded("training") > 0);
    var before = new AtomicInteger();
    Awaitility.await()
        .atMost(20, SECONDS)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> before.getAndSet(Platform.flooded("training")) == before.get());
    assertThat(before.get()).as("messages of 32 KiB that were taken in").isLessThan(flood / 4);
    slow.resume();
    Awaitility.await().atMost(30, SECONDS).untilAtomic(received, is(flood));
    close(slow);
  }

  @Test
  void revokedCredentialIsCutOff() throws Exception {
    // Given
    String token = Credentials.token();
    WebSocket socket = open("/api/v1/feed", Map.of("Authorization", "Bearer " + token));

    // When
    Credentials.revoke(token);

    // Then
    awaitClosed(socket, 4401);
  }

  @Test
  void changedRightsAreCutOff() throws Exception {
    // Given
    String token = Credentials.token();
    WebSocket socket = open("/api/v1/feed", Map.of("Authorization", "Bearer " + token));

    // When
    Credentials.put(token, new JsonObject().put("kind", "token").put("rightsVersion", 2));

    // Then
    awaitClosed(socket, 4403);
  }

  private static Map<String, String> browser(String session, String origin) {
    return Map.of("Cookie", Credentials.COOKIE + "=" + session, "Origin", origin);
  }

  /** Within the 5 s that the platform promises. */
  private static void awaitClosed(WebSocket socket, int status) {
    Awaitility.await().atMost(5, SECONDS).until(socket::isClosed);
    assertThat((int) socket.closeStatusCode()).isEqualTo(status);
  }

  private static void close(WebSocket socket) {
    socket.close().toCompletionStage().toCompletableFuture().join();
  }

  private void assertRefused(String path, Map<String, String> headers, int status) {
    assertThatThrownBy(() -> open(path, headers))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class,
            rejected -> assertThat(rejected.getStatus()).isEqualTo(status));
  }

  private WebSocket open(String path, Map<String, String> headers)
      throws ExecutionException, InterruptedException {
    var options = new WebSocketConnectOptions();
    options.setHost("127.0.0.1").setPort(Platform.port()).setURI(path);
    // The client's own idea of an origin would hide what a test leaves out.
    options.setAllowOriginHeader(headers.containsKey("Origin"));
    headers.forEach(options::addHeader);
    return client
        .connect(options)
        .onSuccess(socket -> socket.textMessageHandler(messages::add))
        .toCompletionStage()
        .toCompletableFuture()
        .get();
  }
}
