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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * auth-service away, for as long as {@code away.time} says: whoever is known goes on reading, what
 * needs it is told so, and all recovers by itself.
 */
class AuthAwayIT {

  private static final Duration AWAY = Duration.parse(System.getProperty("away.time", "PT20S"));
  private static final List<String> READS =
      List.of("/api/v1/datasets/alva/kept", "/api/v1/models", "/api/v1/jobs");

  private Replica auth;
  private Replica gateway;
  private Platform session;
  private Platform token;

  @BeforeEach
  void startAGatewayWithAnAuthServiceOfItsOwn() throws Exception {
    RunningPlatform platform = RunningPlatform.shared();
    auth = new Replica(platform, "auth-service", "auth-service-away", Map.of());
    auth.start();
    gateway =
        new Replica(
            platform,
            "gateway",
            "gateway-away",
            Map.of("TRAINYARD_GATEWAY_UPSTREAMS_AUTH", auth.url()));
    gateway.start();
    Platform here = Platform.at(URI.create(gateway.url()));
    session =
        new Account(here, "alva")
            .signUp(
                here.withToken(platform.operatorToken()),
                Files.createTempDirectory("trainyard-e2e-person").resolve("password"));
    session.post("/api/v1/datasets", Map.of("name", "kept"));
    JsonNode made =
        session.post(
            "/api/v1/tokens", Map.of("name", "away", "scope", "write", "expiresInDays", 1));
    token = here.withToken(made.get("token").asText());
  }

  @AfterEach
  void stop() {
    if (gateway != null) {
      gateway.close();
    }
    if (auth != null) {
      auth.close();
    }
  }

  @Test
  void whoIsKnownGoesOnReadingAndAllRecoversByItself() throws Exception {
    // Given
    List<Platform> known = List.of(session, token);
    known.forEach(AuthAwayIT::requireReads);

    // When
    auth.kill();

    // Then
    Instant end = Instant.now().plus(AWAY);
    int reads = 0;
    while (Instant.now().isBefore(end)) {
      for (Platform caller : known) {
        requireReads(caller);
        reads += READS.size();
      }
      Waiting.pause(Duration.ofSeconds(1));
    }
    requireUnavailable(login());
    requireUnavailable(send(token, "POST", "/api/v1/datasets", Map.of("name", "new")));
    requireUnavailable(
        send(Platform.at(token.origin()).withToken("hf_unknown"), "GET", "/api/v1/jobs", null));
    assertThat(gateway.isReady()).as("it serves what it can").isTrue();
    assertThat(upstreams().get("auth").asText()).isEqualTo("down");
    assertThat(upstreams().get("dataset").asText()).isEqualTo("up");

    // When
    auth.start();
    Instant back = Instant.now();

    // Then
    Waiting.until(
        "the return of sign-in",
        Duration.ofSeconds(30),
        () -> login().statusCode(),
        status -> status == 401);
    Waiting.until(
        "the return of changes",
        Duration.ofSeconds(30),
        () -> send(token, "POST", "/api/v1/datasets", Map.of("name", "new")).statusCode(),
        status -> status == 201 || status == 409);
    System.out.printf(
        "auth-service away for %s: %d reads answered; back within %d ms of its return%n",
        AWAY, reads, Duration.between(back, Instant.now()).toMillis());
  }

  private static void requireReads(Platform caller) {
    for (String path : READS) {
      assertThat(send(caller, "GET", path, null).statusCode()).as(path).isEqualTo(200);
    }
  }

  private static void requireUnavailable(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).contains("urn:trainyard:problem:");
  }

  private HttpResponse<String> login() {
    return send(
        Platform.at(token.origin()),
        "POST",
        "/api/v1/auth/login",
        Map.of("name", "nobody", "password", "not a password"));
  }

  private JsonNode upstreams() throws Exception {
    JsonNode health =
        Platform.JSON.readTree(
            send(Platform.at(token.origin()), "GET", "/health/ready", null).body());
    List<JsonNode> found = new ArrayList<>();
    health.get("checks").forEach(check -> found.add(check.path("data")));
    return found.stream().filter(data -> data.has("auth")).findFirst().orElseThrow();
  }

  /** One try, as it is answered: what is unavailable must say so. */
  private static HttpResponse<String> send(
      Platform caller, String method, String path, Map<String, ?> body) {
    HttpRequest.Builder request = caller.request(path);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(Platform.text(body)));
    }
    try {
      return caller.client().send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new JourneyException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JourneyException("interrupted", e);
    }
  }
}
