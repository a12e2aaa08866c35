package dev.trainyard.training.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Something that happened and has no number yet. */
public record NewEvent(EventKind kind, JsonNode data) {

  /** A line of a training's output. */
  public static NewEvent log(String stream, String text) {
    return new NewEvent(EventKind.LOG, object().put("stream", stream).put("text", text));
  }

  /** A line that the platform itself adds to a job's log. */
  public static NewEvent system(String text) {
    return log("system", text);
  }

  /** One value of one metric. */
  public static NewEvent metric(String key, long step, double value, int attempt) {
    return new NewEvent(
        EventKind.METRIC,
        object().put("key", key).put("step", step).put("value", value).put("attempt", attempt));
  }

  /** The trainer can resume from this step. */
  public static NewEvent checkpoint(long step, int attempt) {
    return new NewEvent(EventKind.CHECKPOINT, object().put("step", step).put("attempt", attempt));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
