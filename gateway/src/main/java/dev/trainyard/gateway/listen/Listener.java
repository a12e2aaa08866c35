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
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.VertxInternal;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * The public port. It is the gateway's own and not the framework's, because only so what cannot be
 * parsed gets an answer of ours, connections are counted, and heads that do not end are cut off.
 */
@ApplicationScoped
class Listener {

  private static final int MAX_FRAME = 1 << 20;

  private final Vertx vertx;
  private final GatewayConfig config;
  private final Entrance entrance;
  private final Doors doors;
  private final Tls tls;
  private volatile String deployment;
  private volatile long timer = -1;

  Listener(Vertx vertx, GatewayConfig config, Entrance entrance, Doors doors, Tls tls) {
    this.vertx = vertx;
    this.config = config;
    this.entrance = entrance;
    this.doors = doors;
    this.tls = tls;
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
    if (tls.isOn()) {
      Callable<Void> reload = Executors.callable(tls::reload, null);
      timer =
          vertx.setPeriodic(
              config.tls().reloadEvery().toMillis(), _ -> vertx.executeBlocking(reload, true));
    }
    Log.infof("The public port is %s:%d", config.listen().host(), config.listen().port());
  }

  void close(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
    if (deployment != null) {
      vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().join();
    }
  }

  private HttpServerOptions options(int port) {
    ListenConfig listen = config.listen();
    return new HttpServerOptions()
        .setHost(listen.host())
        .setPort(port)
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

  private Future<HttpServer> listen(HttpServerOptions options, Handler<HttpServerRequest> handler) {
    return vertx
        .createHttpServer(options)
        .requestHandler(handler)
        .invalidRequestHandler(doors.malformed()::answer)
        .connectionHandler(doors.connections()::accept)
        // A connection that breaks is reported where it is used.
        .exceptionHandler(_ -> {})
        .listen();
  }

  /** The servers of one event loop; those of all loops share the ports. */
  private final class OnLoop extends AbstractVerticle {

    @Override
    public void start(Promise<Void> started) {
      HttpServerOptions options = options(config.listen().port());
      tls.apply(options);
      Future<HttpServer> main = listen(options, entrance::handle);
      Future<HttpServer> plain =
          config
              .tls()
              .redirectPort()
              .map(port -> listen(options(port), doors.redirect()::answer))
              .orElse(main);
      Future.all(main, plain).<Void>mapEmpty().onComplete(started);
    }
  }
}
