package dev.trainyard.training.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.commons.web.RequestId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** HTTP to one other service: time limits, JSON, and one exception for every failure. */
final class PeerHttp {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final int MAX_JSON = 16 << 20;
  private static final int MAX_PROBLEM = 64 << 10;
  private static final int MAX_DETAIL = 500;
  private static final int BAD_GATEWAY = 502;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String peer;
  private final String base;
  private final HttpClient client;

  PeerHttp(String peer, URI base) {
    this.peer = peer;
    this.base = base.toString().replaceFirst("/+$", "");
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** A request with the caller's token, if any, and the current request's id. */
  HttpRequest.Builder request(String path, String jwt) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER);
    if (jwt != null) {
      request.header("Authorization", "Bearer " + jwt);
    }
    if (RequestId.current() != null) {
      request.header(RequestId.HEADER, RequestId.current());
    }
    return request;
  }

  /** Sends, and returns the JSON of a 2xx answer (null when it has no body). */
  JsonNode json(HttpRequest request) {
    HttpResponse<byte[]> answer = whole(request);
    try {
      JsonNode body = answer.body().length == 0 ? null : JSON.readTree(answer.body());
      if (answer.statusCode() / 100 == 2) {
        return body;
      }
      throw PeerException.refused(peer, answer.statusCode(), detail(body));
    } catch (IOException e) {
      throw PeerException.refused(
          peer,
          answer.statusCode() / 100 == 2 ? BAD_GATEWAY : answer.statusCode(),
          "the answer is not JSON");
    }
  }

  /** The time limit of a request ends with the head of the answer; this one covers the body. */
  private HttpResponse<byte[]> whole(HttpRequest request) {
    var sending =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_JSON));
    try {
      return sending.get(request.timeout().orElse(ANSWER).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      sending.cancel(true);
      throw PeerException.unavailable(peer, e);
    } catch (InterruptedException e) {
      sending.cancel(true);
      Thread.currentThread().interrupt();
      throw PeerException.unavailable(peer, e);
    }
  }

  /** Sends, and returns a 2xx answer whose body the caller reads and closes. */
  HttpResponse<InputStream> stream(HttpRequest request) {
    try {
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() / 100 == 2) {
        return answer;
      }
      try (InputStream body = answer.body()) {
        throw PeerException.refused(
            peer, answer.statusCode(), detail(JSON.readTree(body.readNBytes(MAX_PROBLEM))));
      }
    } catch (JsonProcessingException e) {
      throw PeerException.refused(peer, BAD_GATEWAY, "the answer is not JSON");
    } catch (IOException e) {
      throw PeerException.unavailable(peer, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PeerException.unavailable(peer, e);
    }
  }

  static HttpRequest.BodyPublisher body(Object value) {
    try {
      return HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static <T> T as(JsonNode node, Class<T> type) {
    try {
      return JSON.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw PeerException.refused("a service", 502, "the answer lacks a field");
    }
  }

  /** A query value or path segment, encoded. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A path inside a repository, each segment encoded. */
  static String encodePath(String path) {
    return String.join("/", Arrays.stream(path.split("/", -1)).map(PeerHttp::encode).toList());
  }

  private static String detail(JsonNode problem) {
    String text = problem == null ? "" : problem.path("detail").asText("");
    return text.length() > MAX_DETAIL ? text.substring(0, MAX_DETAIL) : text;
  }
}
