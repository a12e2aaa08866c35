package dev.trainyard.auth;

import static io.restassured.RestAssured.given;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A service beside this one, which answers what tests have told it to. It is told over HTTP, since
 * the test resource that starts it and the tests may see different copies of this class.
 */
public final class FakePeer {

  private static final String TELL = "X-Test-Tell";

  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
  private final Map<String, String> asked = new ConcurrentHashMap<>();

  private FakePeer() {}

  /** Starts one and gives back its address. */
  static String start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var peer = new FakePeer();
      server.createContext("/", peer::answer);
      server.start();
      return "http://127.0.0.1:" + server.getAddress().getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on the service answers so. */
  public static void tell(String service, String path, String body) {
    given().header(TELL, "answer").body(body).put(address(service) + path).then().statusCode(204);
  }

  /** The method, query and body of the last request to the path. */
  public static String asked(String service, String path) {
    return given().header(TELL, "asked").get(address(service) + path).asString();
  }

  private static String address(String service) {
    return ConfigProvider.getConfig().getValue("trainyard.auth.peers." + service, String.class);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    String told = exchange.getRequestHeaders().getFirst(TELL);
    if ("answer".equals(told)) {
      answers.put(path, body);
      exchange.sendResponseHeaders(204, -1);
    } else if ("asked".equals(told)) {
      send(exchange, asked.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8));
    } else {
      asked.put(
          path,
          String.join(
              " ",
              exchange.getRequestMethod(),
              String.valueOf(exchange.getRequestURI().getRawQuery()),
              new String(body, StandardCharsets.UTF_8)));
      if (answers.containsKey(path)) {
        send(exchange, answers.get(path));
      } else {
        exchange.sendResponseHeaders(503, -1);
      }
    }
    exchange.close();
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
