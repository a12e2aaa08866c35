package dev.trainyard.model.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Optional;

/**
 * The request that a model package carries, and the answer that every server of it must give.
 *
 * @param request an inference request of the Open Inference Protocol, version 2
 * @param response the outputs that must be in the answer
 * @param tolerance how far a number may be off, relative to numbers above 1
 */
record Example(JsonNode request, JsonNode response, double tolerance) {

  private static final double USUAL_TOLERANCE = 1e-4;

  /** Reads {@code example.json}. */
  static Example of(JsonNode document) {
    JsonNode response = document.path("response");
    JsonNode tolerance = response.path("tolerance");
    return new Example(
        document.path("request"),
        response,
        tolerance.isNumber() ? tolerance.doubleValue() : USUAL_TOLERANCE);
  }

  /** Why the answer is not the expected one; empty when it is. */
  Optional<String> differenceTo(JsonNode answer) {
    for (JsonNode expected : response.path("outputs")) {
      String name = expected.path("name").asText();
      Optional<JsonNode> actual = output(answer, name);
      if (actual.isEmpty()) {
        return Optional.of("the answer to the example has no output " + name);
      }
      Optional<String> difference = difference(name, expected, actual.get());
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static Optional<JsonNode> output(JsonNode answer, String name) {
    for (JsonNode candidate : answer.path("outputs")) {
      if (candidate.path("name").asText().equals(name)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private Optional<String> difference(String name, JsonNode expected, JsonNode actual) {
    for (String property : new String[] {"datatype", "shape"}) {
      if (expected.has(property) && !expected.get(property).equals(actual.path(property))) {
        return Optional.of(
            "output %s of the example has the %s %s instead of %s"
                .formatted(name, property, actual.path(property), expected.get(property)));
      }
    }
    JsonNode wanted = expected.path("data");
    JsonNode got = actual.path("data");
    if (count(wanted) != count(got)) {
      return Optional.of("output %s of the example has another number of values".formatted(name));
    }
    Iterator<JsonNode> values = got.elements();
    int position = 0;
    for (JsonNode value : wanted) {
      JsonNode other = values.next();
      if (!isEqual(value, other)) {
        return Optional.of(
            "output %s of the example is %s at position %d instead of %s"
                .formatted(name, shortened(other), position, shortened(value)));
      }
      position++;
    }
    return Optional.empty();
  }

  private boolean isEqual(JsonNode wanted, JsonNode got) {
    if (wanted.isNumber() && got.isNumber()) {
      double difference = Math.abs(wanted.doubleValue() - got.doubleValue());
      return difference <= tolerance * Math.max(1, Math.abs(wanted.doubleValue()));
    }
    if (wanted.isArray() && got.isArray() && wanted.size() == got.size()) {
      for (int i = 0; i < wanted.size(); i++) {
        if (!isEqual(wanted.get(i), got.get(i))) {
          return false;
        }
      }
      return true;
    }
    return wanted.equals(got);
  }

  private static int count(JsonNode values) {
    return values.isArray() ? values.size() : -1;
  }

  private static String shortened(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
