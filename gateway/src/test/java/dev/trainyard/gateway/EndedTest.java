package dev.trainyard.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.gateway.fake.Credentials;
import dev.trainyard.gateway.fake.OpenExchange;
import dev.trainyard.gateway.fake.Platform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is open when its credential ends, ends with it. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class EndedTest {

  private static final String DOWNLOAD =
      "/datasets/ada/iris/resolve/main/large.bin?bytes=1073741824";
  private static final String UPLOAD = "/api/v1/datasets/ada/iris/uploads/1";

  /** Twice the 5 s that are promised, for a busy machine; RevocationIT measures the promise. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String INFERENCE = "/serve/ada/open/v2/models/open/generate?trickle";

  @AfterEach
  void authServiceIsBack() {
    Credentials.authDown(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {DOWNLOAD, INFERENCE, "/api/v1/jobs?trickle"})
  void answerUnderWayEndsWithItsToken(String path) throws Exception {
    // Given
    String token = Credentials.token();
    try (var open = OpenExchange.get(path, "Authorization: Bearer " + token)) {
      open.readSlowly();
      open.requireOpenFor(Duration.ofMillis(900));

      // When
      Credentials.revoke(token);

      // Then
      open.awaitEnd(PATIENCE);
    }
  }

  @Test
  void uploadUnderWayEndsWithItsToken() throws Exception {
    // Given
    String token = Credentials.token();
    int before = Platform.aborted("dataset");
    try (var open = OpenExchange.patch(UPLOAD, 1L << 30, "Authorization: Bearer " + token)) {
      open.writeSlowly();
      open.readSlowly();
      open.requireOpenFor(Duration.ofSeconds(2));

      // When
      Credentials.revoke(token);

      // Then
      open.awaitEnd(PATIENCE);
      assertThat(open.received()).startsWith("HTTP/1.1 401 ").contains("was revoked");
      Awaitility.await().atMost(10, SECONDS).until(() -> Platform.aborted("dataset") > before);
    }
  }

  @Test
  void sessionEndsWhatItHoldsOpen() throws Exception {
    // Given
    String session = Credentials.session();
    try (var open = OpenExchange.get(DOWNLOAD, "Cookie: " + Credentials.COOKIE + "=" + session)) {
      open.readSlowly();
      open.requireOpenFor(Duration.ofSeconds(1));

      // When
      Credentials.revoke(session);

      // Then
      open.awaitEnd(PATIENCE);
    }
  }

  @Test
  void clientThatStoppedReadingIsCutToo() throws Exception {
    // Given
    String token = Credentials.token();
    int before = Platform.aborted("training");
    int begun = Platform.begun("training");
    try (var open =
        OpenExchange.get("/api/v1/jobs?bytes=1073741824", "Authorization: Bearer " + token)) {
      Awaitility.await().atMost(10, SECONDS).until(() -> Platform.begun("training") > begun);

      // When
      Credentials.revoke(token);

      // Then
      Awaitility.await().atMost(10, SECONDS).until(() -> Platform.aborted("training") > before);
      open.readSlowly();
      open.awaitEnd(PATIENCE);
    }
  }

  @Test
  void rightsThatChangedEndToo() throws Exception {
    // Given
    String token = Credentials.token();
    try (var open = OpenExchange.get(DOWNLOAD, "Authorization: Bearer " + token)) {
      open.readSlowly();

      // When
      Credentials.put(token, new JsonObject().put("kind", "token").put("rightsVersion", 2));

      // Then
      open.awaitEnd(PATIENCE);
    }
  }

  @Test
  void manyStreamsOfACredentialAreCheckedOnce() throws Exception {
    // Given
    String token = Credentials.token();
    List<OpenExchange> streams =
        IntStream.range(0, 12).mapToObj(_ -> open("/api/v1/jobs?trickle", token)).toList();
    streams.getFirst().requireOpenFor(Duration.ofSeconds(2));
    int before = Credentials.exchanges(token);

    // When
    streams.getFirst().requireOpenFor(Duration.ofSeconds(6));

    // Then
    assertThat(Credentials.exchanges(token) - before).isBetween(1, 3);
    for (OpenExchange stream : streams) {
      assertThat(stream.isEnded()).isFalse();
      stream.close();
    }
    before = Credentials.exchanges(token);
    OpenExchange.pause(Duration.ofSeconds(4));
    assertThat(Credentials.exchanges(token)).as("nothing is checked for nobody").isEqualTo(before);
  }

  @Test
  void readsOutliveAuthServiceUntilTheLastTokenExpires() throws Exception {
    // Given
    String token = Credentials.token();
    Credentials.put(token, new JsonObject().put("kind", "token").put("life", 9));
    try (var open = OpenExchange.get("/api/v1/jobs?trickle", "Authorization: Bearer " + token)) {
      open.readSlowly();
      open.requireOpenFor(Duration.ofSeconds(1));

      // When
      Credentials.authDown(true);

      // Then
      open.requireOpenFor(Duration.ofSeconds(5));
      open.awaitEnd(Duration.ofSeconds(9));
    }
  }

  private static OpenExchange open(String path, String token) {
    try {
      var open = OpenExchange.get(path, "Authorization: Bearer " + token);
      open.readSlowly();
      return open;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
