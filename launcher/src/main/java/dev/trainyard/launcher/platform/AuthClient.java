package dev.trainyard.launcher.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trainyard.launcher.data.LauncherException;
import dev.trainyard.launcher.data.Layout;
import dev.trainyard.launcher.data.SecretStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The launcher's two questions to auth-service, asked with the launcher's own client secret. */
public final class AuthClient {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final URI base;
  private final String credential;

  /** Asks the auth-service of this data directory on the given port. */
  public AuthClient(Layout layout, int port) {
    this.base = URI.create("http://127.0.0.1:" + port);
    this.credential =
        ServiceSecrets.LAUNCHER
            + ":"
            + new ServiceSecrets(new SecretStore(layout)).clientSecret(ServiceSecrets.LAUNCHER);
  }

  /** A fresh one-time token for the first administrator; empty once there is one. */
  public Optional<String> setupToken() {
    JsonNode answer = accepted(post("/internal/setup-link", Map.of()));
    return answer.path("required").asBoolean()
        ? Optional.of(answer.path("token").asText())
        : Optional.empty();
  }

  /** A token for the first administrator; it lives one hour. */
  public String operatorToken() {
    return accepted(post("/internal/operator-token", Map.of())).path("token").asText();
  }

  /** A token for this user; empty when there is no such user. */
  public Optional<String> userToken(String user) {
    HttpResponse<String> response = post("/internal/operator-token", Map.of("user", user));
    return response.statusCode() == NOT_FOUND
        ? Optional.empty()
        : Optional.of(accepted(response).path("token").asText());
  }

  private HttpResponse<String> post(String path, Map<String, String> body) {
    try {
      return client.send(
          HttpRequest.newBuilder(base.resolve(path))
              .timeout(TIMEOUT)
              .header("Content-Type", "application/json")
              .header("X-Trainyard-Client", credential)
              .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new LauncherException("auth-service does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherException("interrupted", e);
    }
  }

  private static JsonNode accepted(HttpResponse<String> response) {
    JsonNode answer = parsed(response.body());
    if (response.statusCode() != OK) {
      throw new LauncherException(
          "auth-service refused (%d): %s"
              .formatted(
                  response.statusCode(),
                  answer.path("detail").asText(answer.path("title").asText("no reason"))));
    }
    return answer;
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }
}
