package dev.trainyard.model.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tiny inference server with the real one's command line, needing nothing but a JDK. Its model is
 * {@code y = factor * x}; the package's {@code behaviour.txt} makes it misbehave.
 */
public final class OipServer {

  private static final Pattern DATA = Pattern.compile("\"data\"\\s*:\\s*\\[([^\\]]*)\\]");

  private final List<String> arguments;
  private final String behaviour;
  private final double factor;
  private final AtomicBoolean healthy = new AtomicBoolean(true);

  private OipServer(List<String> arguments) throws IOException {
    this.arguments = arguments;
    Path model = Path.of(argument("--model-dir"));
    this.behaviour = Files.readString(model.resolve("behaviour.txt")).strip();
    this.factor = Double.parseDouble(Files.readString(model.resolve("factor.txt")).strip());
  }

  public static void main(String... arguments) throws Exception {
    new OipServer(Arrays.asList(arguments)).serve();
  }

  private String argument(String name) {
    return arguments.get(arguments.indexOf(name) + 1);
  }

  private void serve() throws IOException, InterruptedException {
    System.out.println("loading " + argument("--name") + " version " + argument("--version"));
    if (behaviour.equals("crash")) {
      System.err.println("cannot read the model: the tensor is broken");
      System.exit(3);
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v2/health/ready", this::ready);
    server.createContext("/v2/models/" + argument("--name") + "/infer", this::infer);
    server.createContext("/hang", this::hang);
    server.start();
    Path portFile = Path.of(argument("--port-file"));
    Path partial = portFile.resolveSibling("port.partial");
    Files.writeString(partial, Integer.toString(server.getAddress().getPort()));
    Files.move(partial, portFile, StandardCopyOption.ATOMIC_MOVE);
    System.out.println("serving on port " + server.getAddress().getPort());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(1)));
    endWithParent();
  }

  /** Standard input ends when the parent dies. */
  private static void endWithParent() throws IOException {
    System.in.transferTo(OutputStream.nullOutputStream());
    System.exit(0);
  }

  private void ready(HttpExchange exchange) throws IOException {
    answer(exchange, healthy.get() ? 200 : 503, "{\"live\":true,\"ready\":" + healthy + "}");
  }

  private void hang(HttpExchange exchange) throws IOException {
    healthy.set(false);
    answer(exchange, 200, "{}");
  }

  private void infer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (behaviour.equals("slow")) {
      pause(300);
    }
    Matcher data = DATA.matcher(body);
    if (!data.find()) {
      answer(exchange, 400, "{\"error\":\"there is no data\"}");
      return;
    }
    double offset = behaviour.equals("wrong") ? 1 : 0;
    List<String> values =
        Arrays.stream(data.group(1).split(",", -1))
            .map(text -> Double.toString(Double.parseDouble(text) * factor + offset))
            .toList();
    answer(
        exchange,
        200,
        """
        {"model_name":"%s","model_version":"%s","outputs":[{"name":"y","datatype":"FP64","shape":[%d],"data":[%s]}]}"""
            .formatted(
                argument("--name"),
                argument("--version"),
                values.size(),
                String.join(",", values)));
  }

  private static void pause(long milliseconds) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
