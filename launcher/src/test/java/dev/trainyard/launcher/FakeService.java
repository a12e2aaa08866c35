package dev.trainyard.launcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A small service that honours the settings of a real one. Files in its working directory, which is
 * the data directory, make it misbehave and record what it did.
 */
public final class FakeService {

  private static final String NAME = System.getenv("TRAINYARD_CLIENT_NAME");

  private FakeService() {}

  /** Migrates or serves, as a real service does. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0) {
      note("migrations", NAME + " as " + System.getenv("TRAINYARD_DATA_MIGRATOR_USERNAME"));
      System.exit(Files.exists(Path.of("break-migration-of-" + NAME)) ? 1 : 0);
    }
    if (Files.exists(Path.of("break-start-of-" + NAME))) {
      System.out.println("I am told to break");
      System.exit(3);
    }
    note("starts", NAME);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(FakeService::stopped));
    HttpServer management = server("QUARKUS_MANAGEMENT_PORT");
    management.createContext("/health", exchange -> answer(exchange, 200, "{}"));
    management.start();
    HttpServer http = server("QUARKUS_HTTP_PORT");
    http.createContext("/", exchange -> answer(exchange, 200, NAME));
    http.createContext(
        "/config",
        exchange ->
            answer(exchange, 200, String.valueOf(System.getenv("SMALLRYE_CONFIG_LOCATIONS"))));
    http.createContext("/exit", exchange -> Runtime.getRuntime().halt(9));
    http.createContext("/internal/setup-link", exchange -> internal(exchange, setup()));
    http.createContext("/internal/operator-token", FakeService::token);
    http.start();
  }

  private static HttpServer server(String portVariable) throws IOException {
    return HttpServer.create(
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(), Integer.parseInt(System.getenv(portVariable))),
        0);
  }

  private static String setup() {
    return Files.exists(Path.of("has-administrator"))
        ? "{\"required\":false}"
        : "{\"required\":true,\"token\":\"once\"}";
  }

  private static void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (body.contains("user") && !body.contains("ada")) {
      answer(exchange, 404, "{}");
    } else {
      internal(exchange, "{\"token\":\"hf_%s\"}".formatted(body.contains("ada") ? "ada" : "fake"));
    }
  }

  private static void internal(HttpExchange exchange, String body) throws IOException {
    Path secrets = Path.of(System.getenv("SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS"));
    String expected =
        "launcher:" + Files.readString(secrets.resolve("trainyard.clients.launcher.secret"));
    boolean known = expected.equals(exchange.getRequestHeaders().getFirst("X-Trainyard-Client"));
    answer(exchange, known ? 200 : 401, known ? body : "{\"detail\":\"unknown client\"}");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static void stopped() {
    try {
      note("stops", NAME);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void note(String file, String line) throws IOException {
    Files.writeString(
        Path.of(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
