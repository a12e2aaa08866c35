package dev.trainyard.training.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** auth-service's grants of jobs. */
final class FakeGrants {

  private final Map<String, String> grants = new ConcurrentHashMap<>();

  void handle(HttpExchange exchange, String path) throws IOException {
    exchange.getRequestBody().readAllBytes();
    if (!"training:secret-of-training"
        .equals(exchange.getRequestHeaders().getFirst("X-Trainyard-Client"))) {
      FakePlatform.problem(exchange, 401, "no such client");
      return;
    }
    String job = path.replaceFirst("/.*", "");
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        String user = exchange.getRequestHeaders().getFirst("Authorization");
        String first = grants.putIfAbsent(job, user);
        // As the real one: repeating changes nothing, somebody else is refused.
        FakePlatform.answer(exchange, first == null || first.equals(user) ? 204 : 409, null);
      }
      case "DELETE" -> {
        grants.remove(job);
        FakePlatform.answer(exchange, 204, null);
      }
      default -> token(exchange, grants.get(job));
    }
  }

  /** The grant's token is the user's own: the fakes do not look at its time limit. */
  private static void token(HttpExchange exchange, String authorization) throws IOException {
    if (authorization == null) {
      FakePlatform.problem(exchange, 404, "no grant");
    } else {
      FakePlatform.answer(
          exchange,
          200,
          Map.of(
              "jwt",
              authorization.substring("Bearer ".length()),
              "expiresAt",
              "2099-01-01T00:00:00Z"));
    }
  }

  void show(HttpExchange exchange, String path) throws IOException {
    FakePlatform.answer(exchange, 200, new TreeMap<>(grants).keySet());
  }
}
