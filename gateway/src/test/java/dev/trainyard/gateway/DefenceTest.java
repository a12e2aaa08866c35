package dev.trainyard.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.gateway.fake.Credentials;
import dev.trainyard.gateway.fake.OpenExchange;
import dev.trainyard.gateway.fake.Platform;
import dev.trainyard.gateway.fake.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people try against a server that stands on the internet. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class DefenceTest {

  private static final String CLOSE = "Connection: close\r\n\r\n";
  private static final String HEAD = "GET /api/v1/models HTTP/1.1\r\nHost: localhost\r\n";

  @Test
  void slowlorisIsCutOffWhileOthersAreServed() throws Exception {
    // Given
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Socket socket = from("127.0.0.66");
      socket.getOutputStream().write(HEAD.getBytes(ISO_8859_1));
      slow.add(socket);
    }

    // When
    Platform.given().get("/api/v1/models").then().statusCode(200);
    for (Socket socket : slow) {
      drip(socket);
    }

    // Then
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(slow).allMatch(Socket::isClosed));
  }

  @Test
  void connectionThatSaysNothingIsClosed() throws IOException {
    try (var socket = from("127.0.0.67")) {
      socket.setSoTimeout(20_000);
      assertThat(socket.getInputStream().read()).isNegative();
    }
  }

  @Test
  void keptConnectionMayRestLongerThanAHead() throws Exception {
    try (var socket = from("127.0.0.68")) {
      // Given
      socket.setSoTimeout(20_000);
      String request = HEAD + "\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      byte[] answer = new byte[16_384];
      assertThat(socket.getInputStream().read(answer)).isPositive();

      // When
      OpenExchange.pause(Duration.ofSeconds(3));
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));

      // Then
      int read = socket.getInputStream().read(answer);
      assertThat(new String(answer, 0, read, ISO_8859_1)).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void oneAddressCannotTakeAllConnections() throws IOException {
    // Given
    String busy = "127.0.0.77";
    List<Socket> held = new ArrayList<>();

    // When / Then: held ones that say nothing are closed in time, so it may take more than one try
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              close(held);
              for (int i = 0; i < 250; i++) {
                held.add(from(busy));
              }
              return isRefused(busy);
            });
    assertThat(Wire.status(Wire.exchangeFrom("127.0.0.78", HEAD + CLOSE))).isEqualTo(200);
    close(held);
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !isRefused(busy));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/models/%2e%2e/users",
        "/api/v1/models/..%2fusers",
        "/api/v1/models/../users",
        "/api/v1/models/./x",
        "/api/v1//models",
        "//api/v1/models",
        "/api/v1/models;jsessionid=1",
        "/api/v1/models/a;b/c",
        "/api/v1/models/x/y/a%00b",
        "/api/v1/models/x/y/%c0%af",
        "/api/v1/models/x/y/%c0%ae%c0%ae",
        "/api/v1/models/x/y/%252e%252e",
        "/api/v1/models/x/y/a%5cb",
        "/api%2fv1/models",
        "/%61pi/v1/models",
        "/api/v1/models/x/y/%zz",
        "/api/v1/models/x/y/a\\b",
        "/api/v1/models/x/y/%0d%0aX-Injected:%201",
      })
  void pathThatCouldBeReadInTwoWaysIsRefused(String path) throws IOException {
    // When
    String answer = Wire.exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + CLOSE);

    // Then
    assertThat(Wire.status(answer)).as(path).isEqualTo(400);
    assertThat(Wire.header(answer, "X-Injected")).isEmpty();
    assertThat(Wire.header(answer, "Location")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/API/v1/models",
    "/api/V1/models",
    "/Internal/exchange",
    "/internal/exchange",
    "/INTERNAL/x",
  })
  void caseMattersAndLeadsToNoService(String path) throws IOException {
    // When
    String answer = Wire.exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + CLOSE);

    // Then
    assertThat(answer).doesNotContain("\"service\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"//evil.example/", "///evil.example", "/\\evil.example", "/%5cevil.example"})
  void nobodyIsLedElsewhere(String path) throws IOException {
    // When
    String answer = Wire.exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + CLOSE);

    // Then
    assertThat(Wire.status(answer)).isEqualTo(400);
    assertThat(Wire.header(answer, "Location")).isEmpty();
  }

  @Test
  void requestIdCannotCarryAnythingIntoALogOrAnAnswer() throws IOException {
    // When
    String answer = Wire.exchange(HEAD + "X-Request-Id: a\tb{}%0d%0a<script>\r\n" + CLOSE);

    // Then
    assertThat(Wire.header(answer, "X-Request-Id").getFirst()).matches("[0-9a-f-]{36}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "ml.example.org.evil.com", "ml.example.org:81", "10.0.0.1"})
  void foreignHostIsRefused(String host) throws IOException {
    String answer = Wire.exchange("GET /api/v1/models HTTP/1.1\r\nHost: " + host + "\r\n" + CLOSE);

    assertThat(Wire.status(answer)).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ml.example.org", "ML.example.org", "localhost:8080", "127.0.0.1", "[::1]:1"})
  void ownHostIsServed(String host) throws IOException {
    String answer = Wire.exchange("GET /api/v1/models HTTP/1.1\r\nHost: " + host + "\r\n" + CLOSE);

    assertThat(Wire.status(answer)).isEqualTo(200);
  }

  @Test
  void tossedCookieOfTheSameNameIsAnErrorAndNoChoice() {
    // Given
    String own = Credentials.session();
    String tossed = Credentials.session();

    // When / Then
    Platform.given()
        .header("Cookie", Credentials.COOKIE + "=" + tossed + "; " + Credentials.COOKIE + "=" + own)
        .get("/api/v1/models")
        .then()
        .statusCode(400);
  }

  @Test
  void cookieWithoutThePrefixOfTheHostIsNoSession() {
    // Given
    String session = Credentials.session();

    // When / Then: what a sibling of the site, or plain HTTP, could set
    Platform.given()
        .header("Cookie", "trainyard_session=" + session + "; trainyard_dev_session=" + session)
        .get("/api/v1/models")
        .then()
        .statusCode(200)
        .body("headers.authorization", nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "gzip, gzip"})
  void compressedBodyIsNotUnpacked(String coding) {
    Platform.given()
        .contentType("application/json")
        .header("Content-Encoding", coding)
        .body(new byte[100])
        .post("/api/v1/models")
        .then()
        .statusCode(415);
  }

  @Test
  void forwardedHeadersOfStrangersCountForNothing() {
    Platform.given()
        .header("X-Forwarded-For", "203.0.113.9")
        .header("X-Forwarded-Host", "evil.example")
        .header("X-Forwarded-Proto", "https")
        .header("Forwarded", "for=203.0.113.9")
        .header("X-Real-IP", "203.0.113.9")
        .get("/api/v1/models")
        .then()
        .body("headers.x-forwarded-for", equalTo("127.0.0.1"))
        .body("headers.x-forwarded-proto", equalTo("http"))
        .body("headers.forwarded", nullValue())
        .body("headers.x-real-ip", nullValue());
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9, 203.0.113.9",
    "'1.2.3.4, 203.0.113.9', 203.0.113.9",
    "'203.0.113.9, 127.0.0.10', 203.0.113.9",
    "garbage, 127.0.0.9",
    "'203.0.113.9, garbage', 127.0.0.9",
    "2001:db8::7, 2001:db8::7",
  })
  void trustedProxyNamesTheClientAndNobodyBeforeItDoes(String sent, String seen)
      throws IOException {
    // When
    String answer =
        Wire.exchangeFrom("127.0.0.9", HEAD + "X-Forwarded-For: " + sent + "\r\n" + CLOSE);

    // Then
    assertThat(answer).contains("\"x-forwarded-for\":\"" + seen + "\"");
  }

  private static Socket from(String address) throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), Platform.port()));
    return socket;
  }

  /** One more byte of a head now and then, until that fails. */
  private static void drip(Socket socket) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (socket) {
                while (true) {
                  socket.getOutputStream().write('a');
                  Thread.sleep(Duration.ofMillis(300));
                }
              } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  /** Whether the gateway ends a connection from there without an answer. */
  private static boolean isRefused(String address) {
    try {
      return Wire.exchangeFrom(address, HEAD + CLOSE).isEmpty();
    } catch (SocketTimeoutException e) {
      throw new UncheckedIOException("neither answered nor ended", e);
    } catch (IOException _) {
      return true;
    }
  }
}
