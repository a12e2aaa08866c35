package dev.trainyard.gateway.listen;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose request head does not end: the first from when it connects, each later
 * one from its first bytes. A head that comes in one piece, as all honest ones do, costs no timer.
 */
final class HeadTimeout extends ChannelInboundHandlerAdapter {

  private final long millis;
  private ScheduledFuture<?> timer;
  private boolean inRequest;
  private boolean progressed;

  HeadTimeout(long millis) {
    this.millis = millis;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    arm(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    progressed = true;
    if (message instanceof HttpRequest) {
      inRequest = true;
      disarm();
    }
    if (message instanceof LastHttpContent) {
      inRequest = false;
    }
    context.fireChannelRead(message);
  }

  /** Bytes that made no message, and no request is under way: the beginning of a head. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!progressed && !inRequest && timer == null) {
      arm(context);
    }
    progressed = false;
    context.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    disarm();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    disarm();
  }

  private void arm(ChannelHandlerContext context) {
    timer =
        context
            .executor()
            .schedule(
                () -> {
                  var _ = context.channel().pipeline().firstContext().close();
                },
                millis,
                TimeUnit.MILLISECONDS);
  }

  private void disarm() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
