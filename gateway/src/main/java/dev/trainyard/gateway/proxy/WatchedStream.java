package dev.trainyard.gateway.proxy;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.LongConsumer;

/**
 * Passes a body through and reports each piece; holds nothing back, so back-pressure passes too.
 */
final class WatchedStream implements ReadStream<Buffer> {

  private final ReadStream<Buffer> source;
  private final LongConsumer onBytes;
  private final Runnable onEnd;

  WatchedStream(ReadStream<Buffer> source, LongConsumer onBytes, Runnable onEnd) {
    this.source = source;
    this.onBytes = onBytes;
    this.onEnd = onEnd;
  }

  @Override
  public ReadStream<Buffer> handler(Handler<Buffer> handler) {
    source.handler(
        handler == null
            ? null
            : buffer -> {
              onBytes.accept(buffer.length());
              handler.handle(buffer);
            });
    return this;
  }

  @Override
  public ReadStream<Buffer> endHandler(Handler<Void> handler) {
    source.endHandler(
        handler == null
            ? null
            : _ -> {
              onEnd.run();
              handler.handle(null);
            });
    return this;
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
    // Once nobody follows it any more, the stream may break without a line in the log.
    source.exceptionHandler(handler == null ? _ -> {} : handler);
    return this;
  }

  @Override
  public ReadStream<Buffer> pause() {
    source.pause();
    return this;
  }

  @Override
  public ReadStream<Buffer> resume() {
    source.resume();
    return this;
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    source.fetch(amount);
    return this;
  }
}
