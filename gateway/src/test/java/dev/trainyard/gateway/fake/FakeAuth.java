package dev.trainyard.gateway.fake;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** auth-service as the gateway sees it, with a control port for tests. */
final class FakeAuth extends FakeService {

  static final String CLIENT = "gateway:secret-of-the-gateway";

  private final Map<String, JsonObject> credentials = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> exchanges = new ConcurrentHashMap<>();
  private volatile boolean down;

  FakeAuth(Vertx vertx) {
    super(vertx, "auth");
  }

  @Override
  void handle(HttpServerRequest request) {
    String path = request.path();
    if (path.equals("/internal/exchange")) {
      request.bodyHandler(body -> exchange(request, body.toJsonObject()));
    } else if (path.startsWith("/control/credentials/")) {
      String credential = path.substring("/control/credentials/".length());
      switch (request.method().name()) {
        case "PUT" ->
            request.bodyHandler(
                body -> {
                  credentials.put(credential, body.toJsonObject());
                  request.response().end();
                });
        case "DELETE" -> {
          credentials.remove(credential);
          request.response().end();
        }
        default ->
            request
                .response()
                .end(String.valueOf(exchanges.getOrDefault(credential, new AtomicInteger()).get()));
      }
    } else if (path.startsWith("/control/down/")) {
      down = Boolean.parseBoolean(path.substring("/control/down/".length()));
      request.response().end();
    } else {
      super.handle(request);
    }
  }

  private void exchange(HttpServerRequest request, JsonObject asked) {
    String credential = asked.getString("credential");
    if (down) {
      request.connection().close();
      return;
    }
    exchanges.computeIfAbsent(credential, _ -> new AtomicInteger()).incrementAndGet();
    JsonObject known = credentials.get(credential);
    boolean ours = CLIENT.equals(request.getHeader("X-Trainyard-Client"));
    if (!ours || known == null || !known.getString("kind").equals(asked.getString("kind"))) {
      request.response().setStatusCode(401).end(new JsonObject().put("status", 401).toBuffer());
      return;
    }
    JsonObject answer =
        new JsonObject()
            .put("jwt", "jwt-of-" + credential)
            .put("expiresAt", Instant.now().plusSeconds(known.getInteger("life", 900)).toString())
            .put("credentialId", "id-of-" + credential)
            .put("kind", asked.getString("kind"))
            .put("subject", "subject")
            .put("name", "ada")
            .put("rightsVersion", known.getInteger("rightsVersion", 1));
    if (known.containsKey("networks")) {
      answer.put("networks", known.getJsonArray("networks"));
    }
    if (asked.getString("kind").equals("session")) {
      answer.put("csrfToken", "csrf-of-" + credential);
    }
    request.response().putHeader("Content-Type", "application/json").end(answer.toBuffer());
  }
}
