package dev.trainyard.training.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.UUID;

/** What a client of the feed says. */
sealed interface Command {

  /** Wants the events of a job after a number. */
  record Subscribe(UUID job, long after) implements Command {}

  /** Wants no more events of a job. */
  record Unsubscribe(UUID job) implements Command {}

  /** Wants a sign of life. */
  record Ping() implements Command {}

  /** Makes no sense; the text says why and is sent back. */
  record Senseless(String detail) implements Command {}

  /** Names something that cannot be a job. */
  record Nowhere(String job) implements Command {}

  /** Reads a frame; never throws. */
  static Command parse(String text, ObjectMapper json) {
    try {
      JsonNode frame = json.readTree(text);
      if (frame == null || !frame.isObject()) {
        return new Senseless("a frame is a JSON object");
      }
      return switch (frame.path("op").asText()) {
        case "subscribe" -> subscribe(frame);
        case "unsubscribe" -> {
          UUID job = job(frame);
          yield job == null ? new Senseless("job must be the id of a job") : new Unsubscribe(job);
        }
        case "ping" -> new Ping();
        default -> new Senseless("op must be subscribe, unsubscribe or ping");
      };
    } catch (JsonProcessingException e) {
      return new Senseless("the frame is not JSON");
    }
  }

  private static Command subscribe(JsonNode frame) {
    JsonNode after = frame.path("after");
    boolean number = after.isIntegralNumber() && after.canConvertToLong() && after.longValue() >= 0;
    if (!after.isMissingNode() && !number) {
      return new Senseless("after must be a sequence number from 0");
    }
    if (!frame.path("job").isTextual()) {
      return new Senseless("job must be the id of a job");
    }
    UUID job = job(frame);
    return job == null
        ? new Nowhere(frame.path("job").textValue())
        : new Subscribe(job, after.asLong(0));
  }

  private static UUID job(JsonNode frame) {
    try {
      return UUID.fromString(frame.path("job").asText());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
