package dev.trainyard.gateway.fake;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A replica of a service that takes 20 ms for each request, and can end well or badly. */
public final class RestartableService implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile boolean draining;
  private HttpServer server;
  private int port;

  /** Starts it, at the port that it had before. */
  public void start() {
    draining = false;
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(port, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    port = server.actualPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** As a service that is told to stop: its last answers say that their connections end. */
  public void stop() {
    draining = true;
    OpenExchange.pause(Duration.ofSeconds(2));
    Awaitility.await().atMost(5, SECONDS).until(() -> underWay.get() == 0);
    kill();
  }

  /**
   * As by SIGKILL: all its connections break.
   *
   * @return how many requests it held
   */
  public int kill() {
    int held = underWay.get();
    server.close().toCompletionStage().toCompletableFuture().join();
    underWay.set(0);
    return held;
  }

  private void answer(HttpServerRequest request) {
    underWay.incrementAndGet();
    request.endHandler(
        _ ->
            vertx.setTimer(
                20,
                _ -> {
                  underWay.decrementAndGet();
                  if (!request.response().closed()) {
                    if (draining) {
                      request.response().putHeader("Connection", "close");
                    }
                    request.response().end("done");
                    if (draining) {
                      request.connection().close();
                    }
                  }
                }));
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
