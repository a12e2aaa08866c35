package dev.trainyard.inference.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Sends answers, unless the client has gone or was answered already. */
final class Answers {

  private Answers() {}

  static Buffer error(String message) {
    return Buffer.buffer(JsonNodeFactory.instance.objectNode().put("error", message).toString());
  }

  static Future<Void> send(HttpServerRequest request, int status, Buffer body) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return Future.succeededFuture();
    }
    if (status == 503) {
      response.putHeader("retry-after", "1");
    }
    if (!response.headers().contains("content-type")) {
      response.putHeader("content-type", "application/json");
    }
    return response.setStatusCode(status).end(body);
  }
}
