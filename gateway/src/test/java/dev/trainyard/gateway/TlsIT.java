package dev.trainyard.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.gateway.fake.Certificates;
import dev.trainyard.gateway.fake.GatewayProcess;
import dev.trainyard.gateway.fake.Platform;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway with a certificate: TLS, HTTP/2, the way there, and a change of keys. */
class TlsIT {

  private static final Set<String> FINE = Set.of("OK", "INFO", "LOW", "DEBUG", "WARN");

  /** What every certificate made for a test has: nobody vouches for it, and nothing revokes it. */
  private static final Set<String> OF_THE_TEST_CERTIFICATE =
      Set.of(
          "cert_chain_of_trust",
          "cert_trust",
          "cert_notAfter",
          "cert_extlifeSpan",
          "cert_ocspURL",
          "cert_crlDistributionPoints",
          "cert_revocation",
          "DNS_CAArecord",
          "overall_grade",
          "cert_validityPeriod");

  private final Platform platform = new Platform();
  private final Vertx vertx = Vertx.vertx();

  @TempDir Path directory;

  private GatewayProcess gateway;
  private int redirectPort;

  @BeforeEach
  void start() throws Exception {
    Certificates files = Certificates.create(directory);
    redirectPort = freePort();
    Map<String, String> settings = new HashMap<>(platform.start());
    settings.put("trainyard.gateway.tls.certificate", files.certificate().toString());
    settings.put("trainyard.gateway.tls.key", files.key().toString());
    settings.put("trainyard.gateway.tls.reload-every", "PT1S");
    settings.put("trainyard.gateway.tls.redirect-port", Integer.toString(redirectPort));
    settings.put("trainyard.gateway.routes.dead.to", "training");
    gateway = new GatewayProcess(settings, directory.resolve("out"), "https");
    gateway.start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    platform.stop();
  }

  @Test
  void http2CarriesRequestsBodiesAndHeaders() {
    // Given
    HttpClient client = client(HttpVersion.HTTP_2, "TLSv1.3");

    // When
    List<JsonObject> answers =
        IntStream.range(0, 20)
            .mapToObj(size -> send(client, HttpMethod.POST, "x".repeat(size * 1000)))
            .toList();

    // Then
    assertThat(answers).extracting(answer -> answer.getString("version")).containsOnly("HTTP_2");
    assertThat(answers.getLast().getInteger("bytes")).isEqualTo(19_000);
    assertThat(answers.getFirst().getString("proto")).isEqualTo("https");
    assertThat(answers.getFirst().getString("hsts")).contains("max-age=63072000");
    assertThat(send(client, HttpMethod.GET, "").getInteger("bytes")).isZero();
  }

  @Test
  void oldProtocolsAreRefusedAndOldClientsAreServed() {
    JsonObject old = send(client(HttpVersion.HTTP_1_1, "TLSv1.2"), HttpMethod.GET, "");
    assertThat(old.getString("version")).isEqualTo("HTTP_1_1");
    assertThatThrownBy(() -> send(client(HttpVersion.HTTP_1_1, "TLSv1.1"), HttpMethod.GET, ""))
        .hasRootCauseInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void changedCertificateServesNewConnectionsAndBreaksNone() throws Exception {
    Files.writeString(directory.resolve("gateway.key"), "broken");
    for (int change = 0; change < 4; change++) {
      // Given
      String before = fingerprint();

      // When
      Certificates.create(directory);

      // Then
      Awaitility.await()
          .atMost(20, SECONDS)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> !fingerprint().equals(before));
    }
  }

  @Test
  void plainReadersAreLedToThePublicUrlAndNowhereElse() {
    // When
    var answer =
        vertx
            .createHttpClient()
            .request(
                new RequestOptions()
                    .setHost("127.0.0.1")
                    .setPort(redirectPort)
                    .setURI("/ada/iris?x=1")
                    .putHeader("Host", "evil.example"))
            .compose(request -> request.send())
            .toCompletionStage()
            .toCompletableFuture()
            .join();

    // Then
    assertThat(answer.statusCode()).isEqualTo(308);
    assertThat(answer.getHeader("Location")).isEqualTo("https://ml.example.org/ada/iris?x=1");
    assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  /** {@code testssl} of Debian; without it this test says so and is skipped. */
  @Test
  void testsslFindsNothingAboveLow() throws Exception {
    // Given
    boolean there = Files.isExecutable(Path.of("/usr/bin/testssl"));
    Assumptions.assumeTrue(there, "testssl is not there: apt-get install testssl.sh");
    Path report = directory.resolve("testssl.json");

    // When
    Process testssl =
        new ProcessBuilder(
                "/usr/bin/testssl",
                "--quiet",
                "--color",
                "0",
                "--warnings",
                "off",
                "--jsonfile",
                report.toString(),
                "localhost:" + gateway.uri("/").getPort())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("testssl.out").toFile())
            .start();
    assertThat(testssl.waitFor(10, MINUTES)).isTrue();

    // Then
    var findings = new JsonArray(Files.readString(report, UTF_8)).stream();
    List<String> above =
        findings
            .map(JsonObject.class::cast)
            .filter(finding -> !FINE.contains(finding.getString("severity")))
            .filter(
                finding ->
                    OF_THE_TEST_CERTIFICATE.stream().noneMatch(finding.getString("id")::startsWith))
            .map(JsonObject::encode)
            .toList();
    System.out.printf("testssl: %d findings above LOW%n", above.size());
    assertThat(above).isEmpty();
  }

  private HttpClient client(HttpVersion version, String protocol) {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setSsl(true)
            .setTrustAll(true)
            .setVerifyHost(false)
            .setUseAlpn(true)
            .setProtocolVersion(version)
            .setEnabledSecureTransportProtocols(Set.of(protocol)));
  }

  private JsonObject send(HttpClient client, HttpMethod method, String body) {
    return client
        .request(method, gateway.uri("/").getPort(), "127.0.0.1", "/api/v1/models")
        .compose(
            request -> {
              request.putHeader("Content-Type", "application/json");
              return method.equals(HttpMethod.GET) ? request.send() : request.send(body);
            })
        .compose(
            answer ->
                answer
                    .body()
                    .map(
                        bytes -> {
                          var told = bytes.toJsonObject();
                          return told.put("version", answer.version().name())
                              .put("hsts", answer.getHeader("Strict-Transport-Security"))
                              .put(
                                  "proto",
                                  told.getJsonObject("headers").getString("x-forwarded-proto"));
                        }))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  /** Of a new connection, each with a client of its own: sessions would be resumed. */
  private String fingerprint() {
    HttpClient client = client(HttpVersion.HTTP_1_1, "TLSv1.3");
    return client
        .request(HttpMethod.GET, gateway.uri("/").getPort(), "127.0.0.1", "/health")
        .compose(request -> request.send().map(_ -> request.connection()))
        .map(
            connection -> {
              try {
                return connection.peerCertificates().getFirst().toString();
              } catch (SSLPeerUnverifiedException e) {
                return "none";
              }
            })
        .eventually(() -> client.close())
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
