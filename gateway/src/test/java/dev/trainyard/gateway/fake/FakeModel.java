package dev.trainyard.gateway.fake;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** model-service as the gateway sees it: deployments of the namespace {@code ada}, by name. */
final class FakeModel extends FakeService {

  private final List<String> replicas;
  private final String dead;

  FakeModel(Vertx vertx, List<String> replicas, String dead) {
    super(vertx, "model");
    this.replicas = replicas;
    this.dead = dead;
  }

  @Override
  void handle(HttpServerRequest request) {
    if (!request.path().startsWith("/internal/routes/ada/")) {
      super.handle(request);
      return;
    }
    boolean ours = FakeAuth.CLIENT.equals(request.getHeader("X-Trainyard-Client"));
    String name = request.path().substring("/internal/routes/ada/".length());
    boolean signedIn = request.headers().contains("Authorization");
    JsonArray addresses =
        switch (name) {
          case "open", "closed" -> new JsonArray(replicas);
          case "half-dead" -> new JsonArray().add(dead).add(replicas.getFirst());
          case "dead" -> new JsonArray().add(dead);
          case "idle" -> new JsonArray();
          default -> null;
        };
    if (!ours || addresses == null || (name.equals("closed") && !signedIn)) {
      request.response().setStatusCode(404).end();
      return;
    }
    request
        .response()
        .end(
            new JsonObject()
                .put("version", 1)
                .put("state", "ready")
                .put("replicas", addresses)
                .toBuffer());
  }
}
