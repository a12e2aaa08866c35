package dev.trainyard.commons.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica that is about to stop says so with every answer, and still answers. */
class LeavingTest {

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Leaving leaving = new Leaving();
  private HttpServer server;

  @BeforeEach
  void serve() {
    Router router = Router.router(vertx);
    leaving.install(router);
    router.route().handler(context -> context.response().end("here"));
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void stop() {
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void replicaThatStaysKeepsItsConnections() throws Exception {
    assertThat(connectionHeader()).isEmpty();
  }

  @Test
  void replicaThatLeavesAnswersAndSendsItsClientsElsewhere() throws Exception {
    // When
    leaving.onStop(new ShutdownDelayInitiatedEvent());

    // Then
    assertThat(connectionHeader()).contains("close");
  }

  private Optional<String> connectionHeader() throws Exception {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort())).build(),
            BodyHandlers.ofString());
    assertThat(response.body()).isEqualTo("here");
    return response.headers().firstValue("Connection");
  }
}
