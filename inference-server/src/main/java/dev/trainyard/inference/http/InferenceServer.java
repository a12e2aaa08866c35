package dev.trainyard.inference.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Serves one model over HTTP. */
public final class InferenceServer {

  private static final String NAME = "trainyard-inference-server";
  private static final int IDLE_SECONDS = 120;
  private static final int HEADER_LIMIT = 16 << 10;
  private static final long START_SECONDS = 30;

  private final ServedModel served;
  private final Vertx vertx;
  private final WorkQueue queue;
  private final ServerMetrics metrics = new ServerMetrics();
  private volatile boolean draining;
  private final InferHandler infer;

  /** Bounds on concurrent work; maxBody in bytes. */
  public record Bounds(int threads, int queue, int maxBody) {}

  public InferenceServer(ServedModel served, Bounds bounds) {
    this.served = served;
    long memory = Math.max(bounds.maxBody(), Runtime.getRuntime().maxMemory() / 4);
    this.queue = new WorkQueue(bounds.threads(), bounds.queue(), memory);
    this.infer = new InferHandler(served, queue, metrics, bounds.maxBody());
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
  }

  /** Starts listening and returns the port. */
  public int start(String host, int port)
      throws InterruptedException, ExecutionException, TimeoutException {
    var options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setIdleTimeout(IDLE_SECONDS)
            .setMaxHeaderSize(HEADER_LIMIT)
            .setHttp2ClearTextEnabled(false)
            .setTcpNoDelay(true);
    return vertx
        .createHttpServer(options)
        .requestHandler(this::handle)
        .listen()
        .toCompletionStage()
        .toCompletableFuture()
        .get(START_SECONDS, TimeUnit.SECONDS)
        .actualPort();
  }

  /** Says not ready, finishes what was taken, and stops; false when something was cut off. */
  public boolean stop(Duration patience) {
    draining = true;
    boolean finished = queue.drain(patience);
    try {
      finished &= infer.open().await(patience);
      vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
    return finished;
  }

  private void handle(HttpServerRequest request) {
    Route route = Route.of(request.path());
    boolean posts = route.kind() == Route.Kind.INFER;
    if (route.kind() == Route.Kind.UNKNOWN) {
      answer(request, 404, error("no such path"));
    } else if (!request.method().equals(posts ? HttpMethod.POST : HttpMethod.GET)) {
      request.response().putHeader("allow", posts ? "POST" : "GET");
      answer(request, 405, error("method not allowed"));
    } else if (route.model() != null && !served.answersTo(route)) {
      answer(request, 404, error("unknown model or version"));
    } else if (posts && draining) {
      answer(request, 503, error("the server is stopping"));
    } else if (posts) {
      infer.handle(request);
    } else if (route.kind() == Route.Kind.METRICS) {
      request.response().putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8");
      Answers.send(request, 200, Buffer.buffer(metrics.text(queue::queued, queue::running)));
    } else {
      answer(request, isUnready(route) ? 503 : 200, describe(route));
    }
  }

  private boolean isUnready(Route route) {
    return draining && (route.kind() == Route.Kind.READY || route.kind() == Route.Kind.MODEL_READY);
  }

  private ObjectNode describe(Route route) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    switch (route.kind()) {
      case SERVER -> {
        node.put("name", NAME).put("version", version());
        node.putArray("extensions");
      }
      case LIVE -> node.put("live", true);
      case READY -> node.put("live", true).put("ready", !draining);
      case MODELS -> node.putArray("models").add(served.name());
      case MODEL_READY -> node.put("name", served.name()).put("ready", !draining);
      default -> {
        return served.metadata();
      }
    }
    return node;
  }

  private static String version() {
    String version = InferenceServer.class.getPackage().getImplementationVersion();
    return version == null ? "unreleased" : version;
  }

  private static ObjectNode error(String message) {
    return JsonNodeFactory.instance.objectNode().put("error", message);
  }

  private static void answer(HttpServerRequest request, int status, ObjectNode body) {
    Answers.send(request, status, Buffer.buffer(body.toString()));
  }
}
