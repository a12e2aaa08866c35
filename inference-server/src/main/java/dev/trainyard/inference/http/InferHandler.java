package dev.trainyard.inference.http;

import dev.trainyard.inference.model.ModelException;
import dev.trainyard.inference.protocol.InferRequest;
import dev.trainyard.inference.protocol.RequestException;
import dev.trainyard.inference.protocol.RequestReader;
import dev.trainyard.inference.protocol.ResponseWriter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/** Takes an inference request: the event loop only moves bytes, a worker does the rest. */
final class InferHandler {

  private static final System.Logger LOG = System.getLogger(InferHandler.class.getName());

  /** How long the rest of a refused body is read. */
  private static final long LINGER_MILLIS = 500;

  /** A request that waited longer has lost its client. */
  private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final ServedModel served;
  private final WorkQueue queue;
  private final ServerMetrics metrics;
  private final RequestReader reader;
  private final ResponseWriter writer;
  private final int maxBody;
  private final OpenAnswers open = new OpenAnswers();

  InferHandler(ServedModel served, WorkQueue queue, ServerMetrics metrics, int maxBody) {
    this.served = served;
    this.queue = queue;
    this.metrics = metrics;
    this.reader = new RequestReader(served.model().signature());
    this.writer = new ResponseWriter(served.name(), served.version());
    this.maxBody = maxBody;
  }

  /** Status and body of an answer. */
  private record Answer(int status, Buffer body) {}

  /** Promised answers, to be waited for before the connections are closed. */
  OpenAnswers open() {
    return open;
  }

  void handle(HttpServerRequest request) {
    long announced = announced(request);
    if (announced > maxBody) {
      cutOff(request, 413, "the body may have at most " + maxBody + " bytes");
      return;
    }
    long reserved = announced >= 0 ? announced : maxBody;
    if (!queue.reserve(reserved)) {
      cutOff(request, 503, "the server has no memory left for this request; try again");
      return;
    }
    receive(request, new Reservation(queue, reserved));
  }

  private void receive(HttpServerRequest request, Reservation reservation) {
    Context context = Vertx.currentContext();
    Buffer body = Buffer.buffer();
    request.exceptionHandler(failure -> reservation.release());
    request.response().closeHandler(closed -> reservation.abandon());
    request.handler(
        chunk -> {
          if (reservation.isReleased()) {
            return;
          }
          if (body.length() + chunk.length() > maxBody) {
            reservation.release();
            cutOff(request, 413, "the body may have at most " + maxBody + " bytes");
            return;
          }
          body.appendBuffer(chunk);
        });
    request.endHandler(
        end -> {
          if (!reservation.isReleased()) {
            enqueue(request, body, context, reservation);
          }
        });
  }

  private void enqueue(
      HttpServerRequest request, Buffer body, Context context, Reservation reservation) {
    long received = System.nanoTime();
    open.promise();
    boolean taken =
        queue.offer(
            () -> {
              Answer answer = reservation.isAbandoned() ? null : answer(body, received);
              reservation.release();
              if (answer == null) {
                open.settle();
                return;
              }
              metrics.answered(answer.status(), System.nanoTime() - received);
              context.runOnContext(
                  now ->
                      Answers.send(request, answer.status(), answer.body())
                          .onComplete(sent -> open.settle()));
            });
    if (!taken) {
      open.settle();
      reservation.release();
      refuse(request, 503, "the queue is full; try again");
    }
  }

  private Answer answer(Buffer body, long received) {
    if (System.nanoTime() - received > MAX_WAIT_NANOS) {
      return new Answer(503, Answers.error("the request waited too long; try again"));
    }
    try {
      InferRequest request = reader.read(body.getBytes());
      var outputs = served.model().run(request.inputs());
      metrics.predicted(request.rows());
      return new Answer(200, Buffer.buffer(writer.write(request, outputs)));
    } catch (RequestException e) {
      return new Answer(400, Answers.error(e.getMessage()));
    } catch (ModelException e) {
      LOG.log(System.Logger.Level.WARNING, "inference failed", e);
      return new Answer(500, Answers.error(e.getMessage()));
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.log(System.Logger.Level.ERROR, "unexpected fault", e);
      return new Answer(500, Answers.error("unexpected fault in the server"));
    }
  }

  private Future<Void> refuse(HttpServerRequest request, int status, String message) {
    metrics.answered(status, 0);
    return Answers.send(request, status, Answers.error(message));
  }

  /**
   * Refuses in the middle of a body: the rest is not wanted, so the connection cannot go on. What
   * is under way is read and dropped for a moment (RFC 9112, section 9.6): bytes that nobody reads
   * make the system reset the connection, and the client would lose the answer.
   */
  private void cutOff(HttpServerRequest request, int status, String message) {
    request.response().putHeader("Connection", "close");
    request.handler(dropped -> {});
    refuse(request, status, message).onComplete(sent -> closeSoon(request));
  }

  private static void closeSoon(HttpServerRequest request) {
    if (request.isEnded()) {
      request.connection().close();
      return;
    }
    Vertx vertx = Vertx.currentContext().owner();
    long timer = vertx.setTimer(LINGER_MILLIS, late -> request.connection().close());
    request.endHandler(end -> request.connection().close());
    request.connection().closeHandler(closed -> vertx.cancelTimer(timer));
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader("content-length");
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
