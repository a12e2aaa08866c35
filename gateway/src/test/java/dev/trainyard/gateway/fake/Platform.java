package dev.trainyard.gateway.fake;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts the services that the gateway stands in front of, and tells the gateway where they are.
 */
public final class Platform implements QuarkusTestResourceLifecycleManager {

  /** System property with the base URL of a fake, followed by its name. */
  private static final String PROPERTY = "gateway-test.";

  private Vertx vertx;

  /** The public port of the gateway under test. */
  public static int port() {
    return Integer.getInteger(PROPERTY + "port");
  }

  /** A request to the gateway under test. */
  public static RequestSpecification given() {
    return RestAssured.given().baseUri("http://127.0.0.1").port(port());
  }

  /** Where the gateway under test has this path. */
  public static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** A connection to the gateway under test. */
  public static Socket socket() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port());
  }

  /** Base URL of the fake of that name, for tests that talk to it directly. */
  public static String url(String name) {
    return System.getProperty(PROPERTY + name);
  }

  /** How many requests to the fake of that name ended before their answer did. */
  public static int aborted(String name) {
    return control(name, "aborted");
  }

  /** How many answers of many bytes the fake of that name has begun. */
  public static int begun(String name) {
    return control(name, "begun");
  }

  /** How many requests the fake of that name broke off because they asked for that. */
  public static int dropped(String name) {
    return control(name, "dropped");
  }

  /** How many messages the fake of that name has sent since it was last told to flood a feed. */
  public static int flooded(String name) {
    return control(name, "flooded");
  }

  private static int control(String name, String counter) {
    URI fake = URI.create(url(name));
    return Integer.parseInt(
        RestAssured.given()
            .baseUri(url(name))
            .port(fake.getPort())
            .get("/control/" + counter)
            .asString());
  }

  @Override
  public Map<String, String> start() {
    vertx = Vertx.vertx();
    String dead = "http://127.0.0.1:" + freePort();
    List<String> replicas =
        List.of(
            new FakeService(vertx, "replica-0").url(), new FakeService(vertx, "replica-1").url());
    Map<String, String> settings = new HashMap<>();
    int port = freePort();
    System.setProperty(PROPERTY + "port", Integer.toString(port));
    settings.put("trainyard.gateway.listen.host", "127.0.0.1");
    settings.put("trainyard.gateway.listen.port", Integer.toString(port));
    settings.put("trainyard.gateway.listen.head", "PT2S");
    settings.put("trainyard.gateway.listen.per-address", "250");
    settings.put("trainyard.gateway.places.read", "32");
    settings.put("trainyard.gateway.trusted-proxies", "127.0.0.8/30");
    settings.put("trainyard.gateway.cors.origins", "https://app.example.org");
    add(settings, "auth", new FakeAuth(vertx).url());
    add(settings, "model", new FakeModel(vertx, replicas, dead).url());
    add(settings, "dataset", new FakeService(vertx, "dataset").url());
    add(settings, "training", new FakeService(vertx, "training").url());
    add(settings, "dead", dead);
    settings.put("trainyard.gateway.routes.dead.to", "dead");
    settings.put("trainyard.gateway.routes.dead.paths", "/api/v1/dead");
    settings.put("trainyard.gateway.upstreams.pair", dead + "," + url("dataset"));
    settings.put("trainyard.gateway.routes.pair.to", "pair");
    settings.put("trainyard.gateway.routes.pair.paths", "/api/v1/pair");
    settings.put("trainyard.client.name", "gateway");
    settings.put("trainyard.client.secret", "secret-of-the-gateway");
    settings.put("trainyard.public-url", "https://ml.example.org");
    settings.put("trainyard.gateway.timeouts.answer", "PT1S");
    settings.put("trainyard.gateway.timeouts.idle", "PT2S");
    settings.put("quarkus.http.test-port", "0");
    settings.put("quarkus.http.port", "0");
    settings.put("quarkus.management.test-port", "0");
    settings.put("quarkus.management.port", "0");
    return settings;
  }

  private static void add(Map<String, String> settings, String name, String url) {
    System.setProperty(PROPERTY + name, url);
    settings.put("trainyard.gateway.upstreams." + name, url);
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (vertx != null) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
