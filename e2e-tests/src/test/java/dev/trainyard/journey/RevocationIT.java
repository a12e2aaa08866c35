package dev.trainyard.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is open at two gateways when its credential ends is ended within the promised 5 s. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevocationIT {

  private static final Duration PROMISE = Duration.ofSeconds(5);
  private static final String UPLOADS = "/api/v1/datasets/rita/large/uploads";
  private static final String FILE = "/datasets/rita/large/resolve/main/large.bin";

  private final long bytes = Long.getLong("revocation.bytes", 1L << 30);

  private SecondGateway second;
  private List<URI> gateways;
  private Platform session;

  @BeforeAll
  void ritaHasALargeFileAndThereAreTwoGateways() throws Exception {
    RunningPlatform platform = RunningPlatform.shared();
    second = SecondGateway.before(platform);
    gateways = List.of(platform.anonymous().origin(), second.origin());
    session =
        new Account(platform.anonymous(), "rita")
            .signUp(
                platform.anonymous().withToken(platform.operatorToken()),
                Files.createTempDirectory("trainyard-e2e-person").resolve("password"));
    session.post("/api/v1/datasets", Map.of("namespace", "rita", "name", "large"));
    String location = create(session);
    HttpRequest patch =
        tus(session, location)
            .timeout(Duration.ofMinutes(20))
            .header("Upload-Offset", "0")
            .header("Content-Type", "application/offset+octet-stream")
            .method(
                "PATCH",
                BodyPublishers.fromPublisher(
                    BodyPublishers.ofInputStream(() -> new RepeatableBytes(0, bytes)), bytes))
            .build();
    assertThat(session.client().send(patch, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
    session.post(
        "/api/v1/datasets/rita/large/commits",
        Map.of(
            "message",
            "large",
            "operations",
            List.of(
                Map.of(
                    "op",
                    "add",
                    "path",
                    "large.bin",
                    "uploadId",
                    location.substring(location.lastIndexOf('/') + 1)))));
  }

  @AfterAll
  void stop() {
    if (second != null) {
      second.close();
    }
  }

  @Test
  void tokenEndsWhatItHoldsOpenAndThenTheSessionDoes() throws Exception {
    // Given
    JsonNode made =
        session.post(
            "/api/v1/tokens", Map.of("name", "open", "scope", "write", "expiresInDays", 1));
    Platform token = Platform.at(session.origin()).withToken(made.get("token").asText());
    List<OpenStream> ofToken = openAll(token);
    List<OpenStream> ofSession = openAll(session);
    Waiting.pause(Duration.ofSeconds(7));
    assertThat(ofToken).allMatch(OpenStream::isOpen);

    // When
    long revoked = System.nanoTime();
    assertThat(
            session
                .exchange("DELETE", "/api/v1/tokens/" + made.get("id").asText(), null)
                .statusCode())
        .isEqualTo(204);

    // Then
    long slowestOfToken = slowest(ofToken, revoked);
    assertThat(ofSession).as("another credential").allMatch(OpenStream::isOpen);

    // When
    long loggedOut = System.nanoTime();
    assertThat(session.exchange("POST", "/api/v1/auth/logout", null).statusCode()).isEqualTo(204);

    // Then
    System.out.printf(
        "%d streams at 2 gateways: ended %d ms after the token, %d ms after the session%n",
        ofToken.size() + ofSession.size(), slowestOfToken, slowest(ofSession, loggedOut));
  }

  private static long slowest(List<OpenStream> streams, long moment) throws Exception {
    long slowest = 0;
    for (OpenStream stream : streams) {
      slowest = Math.max(slowest, stream.millisAfter(moment, PROMISE));
    }
    return slowest;
  }

  private List<OpenStream> openAll(Platform user) throws Exception {
    List<OpenStream> open = new ArrayList<>();
    for (URI gateway : gateways) {
      open.add(OpenStream.download(gateway, user.request(FILE).build()));
      open.add(OpenStream.upload(gateway, tus(user, create(user)).build(), bytes));
      open.add(OpenStream.feed(gateway, user));
    }
    return open;
  }

  private String create(Platform user) throws IOException, InterruptedException {
    HttpRequest request =
        tus(user, UPLOADS)
            .header("Upload-Length", Long.toString(bytes))
            .POST(BodyPublishers.noBody())
            .build();
    HttpResponse<String> response = user.client().send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return request.uri().resolve(response.headers().firstValue("Location").orElseThrow()).getPath();
  }

  private static HttpRequest.Builder tus(Platform user, String path) {
    return user.request(path).header("Tus-Resumable", "1.0.0");
  }
}
