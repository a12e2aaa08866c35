package dev.trainyard.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The public API at the gateway, as one caller uses it: a token or a browser session. */
public final class Platform {

  public static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(429, 502, 503, 504);
  private static final int TRIES = 10;

  private final HttpClient client;
  private final URI origin;
  private final Map<String, String> credential;

  private Platform(HttpClient client, URI origin, Map<String, String> credential) {
    this.client = client;
    this.origin = origin;
    this.credential = Map.copyOf(credential);
  }

  /** Nobody: calls carry no credential. */
  public static Platform at(URI origin) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    return new Platform(client, origin, Map.of());
  }

  /** The same platform as the holder of an {@code hf_} token. */
  public Platform withToken(String token) {
    return new Platform(client, origin, Map.of("Authorization", "Bearer " + token));
  }

  /** The same platform as a browser with a session cookie. */
  public Platform withSession(String cookie, String csrfToken) {
    return new Platform(
        client,
        origin,
        Map.of("Cookie", cookie, "X-CSRF-Token", csrfToken, "Origin", origin.toString()));
  }

  public URI origin() {
    return origin;
  }

  public HttpClient client() {
    return client;
  }

  /** A request with this caller's credential; the path may hold a query. */
  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(origin.resolve(path)).timeout(Duration.ofSeconds(60));
    credential.forEach(request::header);
    return request;
  }

  /** The answer to a GET, tried again while the platform is busy or a service restarts. */
  public JsonNode get(String path) {
    return call("GET", path, null);
  }

  /** As {@link #get}, and null for 404. */
  public JsonNode find(String path) {
    HttpResponse<String> response = exchange("GET", path, null);
    return response.statusCode() == 404 ? null : read(response, "GET " + path);
  }

  public JsonNode post(String path, Object body) {
    return call("POST", path, body);
  }

  public JsonNode call(String method, String path, Object body) {
    return read(exchange(method, path, body), method + " " + path);
  }

  /** One call without any reading of the answer's status. */
  public HttpResponse<String> exchange(String method, String path, Object body) {
    HttpRequest.Builder request = request(path);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(text(body)));
    }
    return send(request.build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        boolean safe = request.method().equals("GET") || response.statusCode() == 429;
        if (attempt == TRIES || !safe || !WORTH_ANOTHER_TRY.contains(response.statusCode())) {
          return response;
        }
      } catch (IOException e) {
        if (attempt == TRIES || !request.method().equals("GET")) {
          throw new JourneyException(request.method() + " " + request.uri() + ": " + e, e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new JourneyException("interrupted", e);
      }
      Waiting.pause(Duration.ofMillis(200L * attempt));
    }
  }

  private static JsonNode read(HttpResponse<String> response, String what) {
    if (response.statusCode() / 100 != 2) {
      throw new JourneyException(
          what + " answered " + response.statusCode() + ": " + response.body());
    }
    try {
      return response.body().isEmpty() ? null : JSON.readTree(response.body());
    } catch (IOException e) {
      throw new JourneyException(what + " answered no JSON", e);
    }
  }

  static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
