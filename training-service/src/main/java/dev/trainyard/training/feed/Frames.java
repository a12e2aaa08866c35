package dev.trainyard.training.feed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trainyard.training.event.JobEvent;
import java.time.Instant;

/** The frames that the feed sends. */
final class Frames {

  private Frames() {}

  static String subscribed(String job, long after) {
    return frame("subscribed").put("job", job).put("after", after).toString();
  }

  static String event(String job, JobEvent event) {
    ObjectNode frame =
        frame("event")
            .put("job", job)
            .put("seq", event.seq())
            .put("at", event.at().toString())
            .put("kind", event.kind());
    frame.set("data", event.data());
    return frame.toString();
  }

  static String closed(String job, String reason) {
    return frame("closed").put("job", job).put("reason", reason).toString();
  }

  static String heartbeat(Instant at) {
    return frame("heartbeat").put("at", at.toString()).toString();
  }

  static String pong() {
    return frame("pong").toString();
  }

  static String error(String detail) {
    return frame("error").put("detail", detail).toString();
  }

  private static ObjectNode frame(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}
