package dev.trainyard.training.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * Small real HTTP servers in the place of auth-, dataset- and model-service. Tests steer them over
 * HTTP too ({@code /control}), so they work the same beside a packaged service.
 */
public final class FakePlatform implements AutoCloseable {

  /** In the place of a status: begin the answer, and never go on. */
  public static final int STALL = 0;

  static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();

  private record Fault(int status, int times) {}

  /** Answers one path. */
  interface Handler {
    void handle(HttpExchange exchange, String path) throws Exception;
  }

  /** Listens on a free loopback port. */
  public FakePlatform() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var grants = new FakeGrants();
    var datasets = new FakeDatasets();
    var models = new FakeModels();
    on("/internal/job-grants/", grants::handle);
    on("/api/v1/datasets/", datasets::handle);
    on("/datasets/", datasets::resolve);
    on("/api/v1/models", models::handle);
    on("/control/faults", this::fault);
    on("/control/datasets/", datasets::define);
    on("/control/models/", models::show);
    on("/control/grants", grants::show);
    server.start();
  }

  /** The base URL of all three. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void on(String prefix, Handler handler) {
    server.createContext(
        prefix,
        exchange -> {
          try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!path.startsWith("/control") && fails(exchange, path)) {
              return;
            }
            handler.handle(exchange, path.substring(prefix.length()));
          } catch (Exception e) {
            throw new IOException(e);
          }
        });
  }

  /** {@code {"prefix":…,"status":…,"times":…}}: the next answers below a path. */
  private void fault(HttpExchange exchange, String path) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    faults.put(
        body.path("prefix").asText(),
        new Fault(body.path("status").asInt(), body.path("times").asInt()));
    answer(exchange, 204, null);
  }

  private boolean fails(HttpExchange exchange, String path) throws IOException {
    for (Map.Entry<String, Fault> entry : faults.entrySet()) {
      Fault fault = entry.getValue();
      if (path.startsWith(entry.getKey()) && fault.times() > 0) {
        faults.put(entry.getKey(), new Fault(fault.status(), fault.times() - 1));
        exchange.getRequestBody().readAllBytes();
        if (fault.status() == STALL) {
          stall(exchange);
        } else {
          problem(exchange, fault.status(), "as the test wants it");
        }
        return true;
      }
    }
    return false;
  }

  private static void stall(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1000);
    exchange.getResponseBody().write(1);
    exchange.getResponseBody().flush();
    try {
      Thread.sleep(30_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = body == null ? new byte[0] : JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  static void problem(HttpExchange exchange, int status, String detail) throws IOException {
    answer(exchange, status, Map.of("status", status, "detail", detail));
  }
}
