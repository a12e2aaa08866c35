package dev.trainyard.auth.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.commons.client.Clients;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls the internal routes of the other services: time limits and one exception for failures. */
@ApplicationScoped
public class PeerCalls {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final int MOST_BYTES = 16 << 20;
  private static final int OK = 2;

  private final AuthConfig.Peers peers;
  private final Clients clients;
  private final ObjectMapper json;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  PeerCalls(AuthConfig config, Clients clients, ObjectMapper json) {
    this.peers = config.peers();
    this.clients = clients;
    this.json = json;
  }

  /** Whether the configuration says where the service is. */
  public boolean knows(Peer peer) {
    return peer.address(peers).isPresent();
  }

  /** Reads a document. */
  public <T> T get(Peer peer, String path, Class<T> type, Duration time) {
    return whole(peer, request(peer, path, time).GET().build(), type, time);
  }

  /** Sends a document and reads the answer. */
  public <T> T put(Peer peer, String path, Object body, Class<T> type, Duration time) {
    HttpRequest request =
        request(peer, path, time)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes(body)))
            .build();
    return whole(peer, request, type, time);
  }

  /**
   * Opens a stream, which the caller closes.
   *
   * @param head until the answer begins
   * @param whole until it must have ended; reading it fails after that
   */
  public InputStream stream(Peer peer, String path, Duration head, Duration whole) {
    try {
      HttpResponse<InputStream> answer =
          http.send(
              request(peer, path, head).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() / 100 != OK) {
        answer.body().close();
        throw new PeerException(peer.text() + " answered " + answer.statusCode(), null);
      }
      return within(whole, answer.body());
    } catch (IOException e) {
      throw new PeerException(peer.text() + " cannot be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerException(peer.text() + " cannot be reached", e);
    }
  }

  /** The time limit of a request ends with the head of the answer: a silent peer would hold us. */
  static InputStream within(Duration time, InputStream body) {
    CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> close(body));
    return body;
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      Log.debugf(e, "The answer of a service could not be closed");
    }
  }

  private HttpRequest.Builder request(Peer peer, String path, Duration time) {
    String base =
        peer.address(peers)
            .map(URI::toString)
            .orElseThrow(() -> new PeerException("no address of " + peer.text(), null));
    return HttpRequest.newBuilder(URI.create(base.replaceFirst("/+$", "") + path))
        .timeout(time)
        .header(Clients.HEADER, clients.ownHeader());
  }

  /** The time limit of a request ends with the head of the answer; this one covers the body. */
  private <T> T whole(Peer peer, HttpRequest request, Class<T> type, Duration time) {
    var sending =
        http.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      HttpResponse<byte[]> answer = sending.get(time.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() / 100 != OK) {
        throw new PeerException(peer.text() + " answered " + answer.statusCode(), null);
      }
      return json.readValue(answer.body(), type);
    } catch (IOException e) {
      throw new PeerException(peer.text() + " answered something else than was asked for", e);
    } catch (ExecutionException | TimeoutException e) {
      sending.cancel(true);
      throw new PeerException(peer.text() + " cannot be reached", e);
    } catch (InterruptedException e) {
      sending.cancel(true);
      Thread.currentThread().interrupt();
      throw new PeerException(peer.text() + " cannot be reached", e);
    }
  }

  private byte[] bytes(Object body) {
    try {
      return json.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A body is no document", e);
    }
  }
}
