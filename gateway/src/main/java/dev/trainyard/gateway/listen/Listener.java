package dev.trainyard.gateway.listen;

import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.config.ListenConfig;
import dev.trainyard.gateway.entrance.Entrance;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * The public port. It is the gateway's own and not the framework's, because only so what cannot be
 * parsed gets an answer of ours, connections are counted, and heads that do not end are cut off.
 */
@ApplicationScoped
class Listener {

  private final Vertx vertx;
  private final GatewayConfig config;
  private final Entrance entrance;
  private final Malformed malformed;
  private final Connections connections;
  private volatile String deployment;

  Listener(
      Vertx vertx,
      GatewayConfig config,
      Entrance entrance,
      Malformed malformed,
      Connections connections) {
    this.vertx = vertx;
    this.config = config;
    this.entrance = entrance;
    this.malformed = malformed;
    this.connections = connections;
  }

  /** Last of all: whoever may connect gets served. */
  void open(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
    int loops = 0;
    for (EventExecutor _ : ((VertxInternal) vertx).getEventLoopGroup()) {
      loops++;
    }
    deployment =
        vertx
            .deployVerticle(OnLoop::new, new DeploymentOptions().setInstances(loops))
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    Log.infof("The public port is %s:%d", config.listen().host(), config.listen().port());
  }

  void close(@Observes ShutdownEvent event) {
    if (deployment != null) {
      vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().join();
    }
  }

  private HttpServerOptions options() {
    ListenConfig listen = config.listen();
    return new HttpServerOptions()
        .setHost(listen.host())
        .setPort(listen.port())
        .setAcceptBacklog(listen.backlog())
        .setTcpNoDelay(true)
        .setIdleTimeout((int) listen.idle().toSeconds())
        .setMaxInitialLineLength(listen.maxLine())
        .setMaxHeaderSize(listen.maxHead())
        .setHttp2ClearTextEnabled(false)
        .setCompressionSupported(false)
        .setDecompressionSupported(false)
        .setHandle100ContinueAutomatically(false)
        .setMaxWebSocketFrameSize(MAX_FRAME)
        .setMaxWebSocketMessageSize(MAX_FRAME)
        .setWebSocketClosingTimeout(2);
  }

  private static final int MAX_FRAME = 1 << 20;

  /** The server of one event loop; all of them share the port. */
  private final class OnLoop extends AbstractVerticle {

    @Override
    public void start(Promise<Void> started) {
      vertx
          .createHttpServer(options())
          .requestHandler(entrance::handle)
          .invalidRequestHandler(malformed::answer)
          .connectionHandler(connections::accept)
          // A connection that breaks is reported where it is used.
          .exceptionHandler(_ -> {})
          .listen()
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }
}
