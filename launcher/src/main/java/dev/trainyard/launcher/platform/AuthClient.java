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
    JsonNode answer = post("/internal/setup-link", "{}");
    return answer.path("required").asBoolean()
        ? Optional.of(answer.path("token").asText())
        : Optional.empty();
  }

  /** A token for the user, by default the first administrator; it lives one hour. */
  public String operatorToken(Optional<String> user) {
    try {
      String body =
          JSON.writeValueAsString(user.map(name -> Map.of("user", name)).orElse(Map.of()));
      return post("/internal/operator-token", body).path("token").asText();
    } catch (IOException e) {
      throw new LauncherException("cannot write the request", e);
    }
  }

  private JsonNode post(String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("X-Trainyard-Client", credential)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode answer = JSON.readTree(response.body());
      if (response.statusCode() != 200) {
        throw new LauncherException(
            "auth-service refused (%d): %s"
                .formatted(
                    response.statusCode(),
                    answer.path("detail").asText(answer.path("title").asText("no reason"))));
      }
      return answer;
    } catch (IOException e) {
      throw new LauncherException("auth-service does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherException("interrupted", e);
    }
  }
}
