package dev.trainyard.gateway.listen;

import dev.trainyard.gateway.answer.Cut;
import dev.trainyard.gateway.client.ClientAddress;
import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.config.ListenConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the connections, in all and of one address, and how long each may take to say what for.
 */
@ApplicationScoped
class Connections {

  private final ListenConfig config;
  private final ClientAddress addresses;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

  Connections(GatewayConfig config, ClientAddress addresses, MeterRegistry registry) {
    this.config = config.listen();
    this.addresses = addresses;
    registry.gauge("trainyard.gateway.connections.open", open);
  }

  void accept(HttpConnection connection) {
    String address = addresses.network(connection.remoteAddress());
    boolean known = addresses.isTrusted(connection.remoteAddress());
    int all = open.incrementAndGet();
    int ofAddress = byAddress.merge(address, 1, Integer::sum);
    connection.closeHandler(_ -> leave(address));
    if (all > config.maxConnections() || (!known && ofAddress > config.perAddress())) {
      Cut.connection(connection);
      return;
    }
    if (connection instanceof ConnectionBase base) {
      watchHeads(base.channelHandlerContext().pipeline());
    }
  }

  private void leave(String address) {
    open.decrementAndGet();
    byAddress.computeIfPresent(address, (_, count) -> count > 1 ? count - 1 : null);
  }

  /** HTTP/2 has no heads of lines; there the frames are bounded. */
  private void watchHeads(ChannelPipeline pipeline) {
    ChannelHandlerContext decoder = pipeline.context(HttpRequestDecoder.class);
    if (decoder != null) {
      pipeline.addAfter(decoder.name(), "heads", new HeadTimeout(config.head().toMillis()));
    }
  }
}
