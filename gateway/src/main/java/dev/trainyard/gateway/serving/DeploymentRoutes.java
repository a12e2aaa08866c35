package dev.trainyard.gateway.serving;

import dev.trainyard.commons.client.Clients;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.cache.FreshCache;
import dev.trainyard.gateway.identity.Identity;
import dev.trainyard.gateway.routing.Destination;
import dev.trainyard.gateway.upstream.LoopClients;
import dev.trainyard.gateway.upstream.Service;
import dev.trainyard.gateway.upstream.Upstream;
import dev.trainyard.gateway.upstream.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Asks model-service whether a caller may use a deployment, and where its replicas are. */
@ApplicationScoped
class DeploymentRoutes {

  private static final Duration FRESH = Duration.ofSeconds(2);

  /** How long known replicas are used while model-service is away. */
  private static final Duration KEEP = Duration.ofSeconds(60);

  private static final long MAX_ENTRIES = 10_000;
  private static final long TIMEOUT_MILLIS = 5_000;

  /** Answers differ by caller, so the caller's rights are part of the key. */
  private record Key(String rights, String namespace, String name) {}

  private final LoopClients clients;
  private final Service model;
  private final Clients credentials;
  private final FreshCache<Key, Optional<ReplicaSet>> cache;

  DeploymentRoutes(Vertx vertx, LoopClients clients, Upstreams upstreams, Clients credentials) {
    this.clients = clients;
    this.model = upstreams.get("model");
    this.credentials = credentials;
    this.cache = new FreshCache<>(vertx, MAX_ENTRIES, KEEP);
  }

  /** Fails with a 404 when the caller may not read the deployment or there is none. */
  Future<ReplicaSet> find(Destination.Deployment deployment, Identity identity) {
    var key = new Key(identity.rights(), deployment.namespace(), deployment.name());
    return cache
        .get(key, FRESH, () -> model.call(server -> load(server, deployment, identity)))
        .recover(
            failure ->
                cache
                    .lastGood(key)
                    .map(Future::succeededFuture)
                    .orElse(Future.failedFuture(unavailable())))
        .map(found -> found.orElseThrow(() -> missing(deployment)));
  }

  private Future<Optional<ReplicaSet>> load(
      Upstream server, Destination.Deployment deployment, Identity identity) {
    String path = "/internal/routes/" + deployment.namespace() + "/" + deployment.name();
    return clients
        .http()
        .request(
            server
                .request(HttpMethod.GET, path)
                .setConnectTimeout(TIMEOUT_MILLIS)
                .setIdleTimeout(TIMEOUT_MILLIS))
        .compose(request -> authorised(request, identity).send())
        .compose(
            response ->
                response.body().map(body -> parse(deployment, response.statusCode(), body)));
  }

  private HttpClientRequest authorised(HttpClientRequest request, Identity identity) {
    request.putHeader(Clients.HEADER, credentials.ownHeader());
    identity
        .accessToken()
        .ifPresent(jwt -> request.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + jwt));
    return request;
  }

  private static Optional<ReplicaSet> parse(
      Destination.Deployment deployment, int status, Buffer body) {
    if (status == 404) {
      return Optional.empty();
    }
    if (status != 200) {
      throw unavailable();
    }
    JsonObject answer = body.toJsonObject();
    String name = deployment.namespace() + "/" + deployment.name();
    return Optional.of(
        new ReplicaSet(
            answer.getJsonArray("replicas", new JsonArray()).stream()
                .map(Objects::toString)
                .map(url -> Upstream.of(name, URI.create(url)))
                .toList()));
  }

  private static ProblemException missing(Destination.Deployment deployment) {
    return ProblemException.notFound(
        "Deployment", deployment.namespace() + "/" + deployment.name());
  }

  private static ProblemException unavailable() {
    return ProblemException.retryLater(
        ProblemType.DEPENDENCY_UNAVAILABLE,
        "The model service cannot be reached",
        Duration.ofSeconds(2));
  }
}
