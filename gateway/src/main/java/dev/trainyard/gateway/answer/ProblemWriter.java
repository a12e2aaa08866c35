package dev.trainyard.gateway.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.commons.problem.Problem;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.web.RequestId;
import dev.trainyard.gateway.config.GatewayConfig;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.logging.Log;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers a failed request with a problem document. */
@ApplicationScoped
public class ProblemWriter {

  /** Enough for an answer to arrive before the reset that unread bytes cause. */
  private static final long LAST_WORDS_MILLIS = 300;

  private final ObjectMapper json;
  private final Vertx vertx;
  private final long lingerMillis;

  ProblemWriter(ObjectMapper json, Vertx vertx, GatewayConfig config) {
    this.json = json;
    this.vertx = vertx;
    this.lingerMillis = config.timeouts().linger().toMillis();
  }

  /** Writes the answer; when one has begun already, ends the connection instead. */
  public void answer(HttpServerRequest request, Throwable failure) {
    ProblemException problem = problem(request, failure);
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      Cut.now(request);
      return;
    }
    response.setStatusCode(problem.type().status());
    response.setStatusMessage(HttpResponseStatus.valueOf(problem.type().status()).reasonPhrase());
    response.headers().remove(HttpHeaders.CONTENT_LENGTH).remove(HttpHeaders.TRANSFER_ENCODING);
    response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (problem.type() == ProblemType.UNAUTHENTICATED) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    problem
        .retryAfter()
        .ifPresent(
            wait ->
                response.putHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds()))));
    send(request, body(request, problem));
  }

  /**
   * Reads and drops what is left of a request's body, so that the client gets to see the answer,
   * and closes the connection when that takes too long. Who is not welcome any more gets moments.
   */
  public void discard(HttpServerRequest request) {
    boolean leaving =
        request.response().headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true);
    if (request.isEnded()) {
      if (leaving) {
        request.connection().close();
      }
      return;
    }
    long wait = leaving ? Math.min(LAST_WORDS_MILLIS, lingerMillis) : lingerMillis;
    long timer = vertx.setTimer(wait, _ -> request.connection().close());
    request.exceptionHandler(_ -> vertx.cancelTimer(timer));
    request.handler(_ -> {});
    request.endHandler(
        _ -> {
          vertx.cancelTimer(timer);
          if (leaving) {
            request.connection().close();
          }
        });
    request.resume();
  }

  private void send(HttpServerRequest request, Buffer body) {
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    // A failed write means that the client is gone, which needs no answer.
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end().onComplete(_ -> discard(request));
    } else {
      response.end(body).onComplete(_ -> discard(request));
    }
  }

  private static ProblemException problem(HttpServerRequest request, Throwable failure) {
    if (failure instanceof ProblemException expected) {
      return expected;
    }
    Log.errorf(failure, "Unexpected failure, path=%s", request.path());
    return ProblemException.of(ProblemType.INTERNAL, "Please report the request id");
  }

  private Buffer body(HttpServerRequest request, ProblemException problem) {
    var document =
        new Problem(
            problem.type().uri(),
            problem.type().title(),
            problem.type().status(),
            problem.getMessage(),
            request.path(),
            request.response().headers().get(RequestId.HEADER),
            problem.errors());
    try {
      return Buffer.buffer(json.writeValueAsBytes(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
