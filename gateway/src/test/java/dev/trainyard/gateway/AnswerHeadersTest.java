package dev.trainyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.gateway.fake.Platform;
import dev.trainyard.gateway.fake.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers that protect browsers: on every answer of every kind, once, and no weaker ones. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class AnswerHeadersTest {

  private static final String API =
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private static final Map<String, String> ALWAYS =
      Map.ofEntries(
          Map.entry("X-Content-Type-Options", "nosniff"),
          Map.entry("Referrer-Policy", "no-referrer"),
          Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
          Map.entry("Cross-Origin-Resource-Policy", "same-origin"),
          Map.entry("Origin-Agent-Cluster", "?1"),
          Map.entry("X-Frame-Options", "DENY"),
          Map.entry("X-DNS-Prefetch-Control", "off"),
          Map.entry("X-Download-Options", "noopen"),
          Map.entry("X-Permitted-Cross-Domain-Policies", "none"),
          Map.entry("X-XSS-Protection", "0"));

  private static final Map<String, String> FAMILIES =
      Map.of(
          "/api/v1/users", API,
          "/api/v1/models", API,
          "/api/v1/datasets/ada/iris/uploads", API,
          "/api/v1/feed", API,
          "/api/2.0/mlflow/runs/get", API,
          "/oauth/token", API,
          "/ada/iris/resolve/main/x.html", "sandbox; " + API,
          "/datasets/ada/iris/resolve/main/x.svg", "sandbox; " + API,
          "/serve/ada/open/v2/models/open", "sandbox; " + API);

  static Stream<Arguments> familiesAndStatuses() {
    return FAMILIES.entrySet().stream()
        .flatMap(
            family ->
                Stream.of(200, 201, 204, 301, 304, 400, 401, 403, 404, 405, 409, 413, 415, 429, 500)
                    .map(status -> Arguments.of(family.getKey(), status, family.getValue())));
  }

  @ParameterizedTest
  @MethodSource("familiesAndStatuses")
  void answersOfServicesHaveThemOnce(String path, int status, String policy) throws IOException {
    // When
    String answer = Wire.exchange(get(path + "?status=" + status));

    // Then
    assertThat(Wire.status(answer)).isEqualTo(status);
    assertProtected(answer, policy);
  }

  static Stream<Arguments> ownAnswers() {
    return Stream.of(
        Arguments.of(400, "GET /api//v1/models HTTP/1.1\r\nHost: localhost\r\n"),
        Arguments.of(400, "GET /api/v1/models HTTP/1.1\r\nHost: evil.example\r\n"),
        Arguments.of(400, "GET /api/v1/models HTTP/1.1\r\nHost: localhost\r\nBad Name: x\r\n"),
        Arguments.of(400, "NONSENSE\r\n"),
        Arguments.of(401, head("/api/v1/models") + "Authorization: Bearer hf_nobody\r\n"),
        Arguments.of(404, head("/api/v9/nothing")),
        Arguments.of(404, head("/serve/ada/open/v1/x")),
        Arguments.of(405, "TRACE /api/v1/models HTTP/1.1\r\nHost: localhost\r\n"),
        Arguments.of(405, "DELETE / HTTP/1.1\r\nHost: localhost\r\n"),
        Arguments.of(413, post("99999999")),
        Arguments.of(414, head("/" + "a".repeat(20_000))),
        Arguments.of(415, post("0") + "Content-Encoding: gzip\r\n"),
        Arguments.of(431, head("/api/v1/models") + "X-Large: " + "a".repeat(17_000) + "\r\n"),
        Arguments.of(431, head("/api/v1/models") + "X-Huge: " + "a".repeat(40_000) + "\r\n"),
        Arguments.of(431, head("/api/v1/models") + "X-Many: 1\r\n".repeat(120)),
        Arguments.of(502, head("/api/v1/models?drop")),
        Arguments.of(503, head("/api/v1/dead")),
        Arguments.of(504, head("/api/v1/models?hang")));
  }

  @ParameterizedTest
  @MethodSource("ownAnswers")
  void answersOfTheGatewayItselfHaveThemOnce(int status, String head) throws IOException {
    // When
    String answer = Wire.exchange(head + "Connection: close\r\n\r\n");

    // Then
    assertThat(Wire.status(answer)).isEqualTo(status);
    assertProtected(answer, null);
    assertThat(Wire.header(answer, "Content-Type")).containsExactly("application/problem+json");
    assertThat(Wire.header(answer, "X-Request-Id")).hasSize(1);
    assertThat(Wire.header(answer, "Cache-Control")).containsExactly("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/ada/iris", "/datasets/ada/iris", "/login"})
  void pagesMayRunOnlyTheirOwnFiles(String path) throws IOException {
    // When
    String answer = Wire.exchange(get(path));

    // Then
    assertThat(Wire.status(answer)).isEqualTo(200);
    String policy = Wire.header(answer, "Content-Security-Policy").getFirst();
    assertThat(policy)
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*", "data:");
    assertProtected(answer, policy);
  }

  @Test
  void healthHasThemToo() throws IOException {
    assertProtected(Wire.exchange(get("/health/ready")), API);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, https, 0",
    "127.0.0.9, https, 1",
    "127.0.0.9, http, 0",
    "127.0.0.9, HTTPS, 0",
  })
  void strictTransportOnlyWhereTheClientSpeaksTls(String from, String proto, int times)
      throws IOException {
    // When
    String answer =
        Wire.exchangeFrom(
            from,
            head("/api/v1/models")
                + "X-Forwarded-Proto: "
                + proto
                + "\r\nConnection: close\r\n\r\n");

    // Then
    assertThat(Wire.header(answer, "Strict-Transport-Security"))
        .hasSize(times)
        .allMatch("max-age=63072000; includeSubDomains"::equals);
  }

  private static void assertProtected(String answer, String policy) {
    ALWAYS.forEach(
        (name, value) -> assertThat(Wire.header(answer, name)).as(name).isEqualTo(List.of(value)));
    List<String> policies = Wire.header(answer, "Content-Security-Policy");
    assertThat(policies).hasSize(1);
    if (policy != null) {
      assertThat(policies).containsExactly(policy);
    }
    assertThat(Wire.header(answer, "Permissions-Policy")).hasSize(1);
    assertThat(Wire.header(answer, "Server")).isEmpty();
    assertThat(Wire.header(answer, "X-Powered-By")).isEmpty();
    assertThat(Wire.header(answer, "Access-Control-Allow-Origin")).isEmpty();
  }

  private static String post(String length) {
    String head = head("/api/v1/models").replace("GET", "POST");
    return head + "Content-Length: " + length + "\r\n";
  }

  private static String get(String path) {
    return head(path) + "Connection: close\r\n\r\n";
  }

  private static String head(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n";
  }
}
