package dev.trainyard.gateway.identity;

import dev.trainyard.commons.client.Clients;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.security.AddressRange;
import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.upstream.LoopClients;
import dev.trainyard.gateway.upstream.Service;
import dev.trainyard.gateway.upstream.Upstream;
import dev.trainyard.gateway.upstream.Upstreams;
import io.quarkus.logging.Log;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks auth-service who a credential belongs to. */
@ApplicationScoped
class ExchangeClient {

  private static final String PATH = "/internal/exchange";

  private final LoopClients clients;
  private final Service auth;
  private final Clients credentials;
  private final long timeoutMillis;
  private final int maxConcurrent;
  private final AtomicInteger underWay = new AtomicInteger();

  ExchangeClient(
      LoopClients clients, Upstreams upstreams, Clients credentials, GatewayConfig config) {
    this.clients = clients;
    this.auth = upstreams.get("auth");
    this.credentials = credentials;
    this.timeoutMillis = config.exchange().timeout().toMillis();
    this.maxConcurrent = config.exchange().maxConcurrent();
  }

  /** Fails with a 503 problem when auth-service gives no usable answer. */
  Future<Identity> exchange(Credential credential) {
    if (underWay.incrementAndGet() > maxConcurrent) {
      underWay.decrementAndGet();
      return Future.failedFuture(unavailable("Too many sign-ins at this moment"));
    }
    return auth.call(server -> send(server, credential))
        .onComplete(_ -> underWay.decrementAndGet())
        .recover(cause -> Future.failedFuture(problem(cause)));
  }

  private Future<Identity> send(Upstream server, Credential credential) {
    Buffer body =
        new JsonObject()
            .put("kind", credential.kind().wire())
            .put("credential", credential.secret())
            .put("address", credential.address())
            .toBuffer();
    return clients
        .http()
        .request(
            server
                .request(HttpMethod.POST, PATH)
                .setConnectTimeout(timeoutMillis)
                .setIdleTimeout(timeoutMillis))
        .compose(
            request ->
                request
                    .putHeader(Clients.HEADER, credentials.ownHeader())
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .send(body))
        .compose(response -> response.body().map(answer -> identity(response, answer)));
  }

  private static Identity identity(HttpClientResponse response, Buffer answer) {
    return switch (response.statusCode()) {
      case 200 -> known(answer.toJsonObject());
      case 401 -> refusedOrMisconfigured(answer);
      default -> throw unavailable("auth-service answered " + response.statusCode());
    };
  }

  /** A 401 is about the credential unless auth-service does not know the gateway itself. */
  private static Identity refusedOrMisconfigured(Buffer answer) {
    if (Clients.REFUSAL.equals(answer.toJsonObject().getString("detail"))) {
      throw unavailable("auth-service does not accept the gateway's own secret");
    }
    return new Identity.Refused();
  }

  private static Identity known(JsonObject answer) {
    return new Identity.Known(
        answer.getString("jwt"),
        Instant.parse(answer.getString("expiresAt")),
        answer.getString("credentialId"),
        answer.getString("subject"),
        String.valueOf(answer.getValue("rightsVersion")),
        Optional.ofNullable(answer.getString("csrfToken")),
        networks(answer.getJsonArray("networks", new JsonArray())));
  }

  /** A range that cannot be read must not let everybody in, so the whole answer is refused. */
  private static List<AddressRange> networks(JsonArray ranges) {
    return ranges.stream()
        .map(String::valueOf)
        .map(
            text ->
                AddressRange.parse(text)
                    .orElseThrow(() -> unavailable("auth-service sent no address range")))
        .toList();
  }

  private static Throwable problem(Throwable cause) {
    if (cause instanceof ProblemException) {
      return cause;
    }
    Log.debugf("Exchange failed: %s", cause.toString());
    return unavailable("auth-service cannot be reached");
  }

  private static ProblemException unavailable(String detail) {
    return ProblemException.retryLater(
        ProblemType.DEPENDENCY_UNAVAILABLE, detail, Duration.ofSeconds(2));
  }
}
