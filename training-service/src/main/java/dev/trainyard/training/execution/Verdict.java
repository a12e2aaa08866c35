package dev.trainyard.training.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.training.job.Reason;
import dev.trainyard.training.runner.RunEnd;
import java.util.Optional;

/** What the end of a run means for its job: section 7 of the trainer contract. */
sealed interface Verdict {

  /** The package can be registered. */
  record Trained() implements Verdict {}

  /** Another attempt may succeed. */
  record Again(Reason reason) implements Verdict {}

  /** No attempt can succeed. */
  record Hopeless(Reason reason) implements Verdict {}

  /**
   * Judges.
   *
   * @param text what the run left as the text of its failure
   */
  static Verdict of(RunEnd end, Tail tail, Optional<String> text) {
    return switch (end) {
      case RunEnd.OutOfMemory _ -> new Hopeless(outOfMemory());
      case RunEnd.Unknown _ when tail.done() -> new Trained();
      case RunEnd.Unknown _ when tail.failure() != null && !isTemporary(tail.failure()) ->
          new Hopeless(told(tail, text, "training-failed", "The training failed"));
      case RunEnd.Unknown _ ->
          new Again(Reason.of("worker-lost", "The service that ran the training was interrupted"));
      case RunEnd.Exited(int code) -> exited(code, tail, text);
    };
  }

  private static Verdict exited(int code, Tail tail, Optional<String> text) {
    return switch (code) {
      case 0 -> new Trained();
      case 2 ->
          new Hopeless(told(tail, text, "bad-config", "The trainer refused the job's settings"));
      case 3 -> new Hopeless(told(tail, text, "bad-data", "The trainer refused the data"));
      case 75 ->
          new Again(told(tail, text, "temporary", "The trainer asked to be started again later"));
      case 129, 130, 137, 143 ->
          new Again(
              Reason.of(
                  "interrupted",
                  "The training was ended from outside (signal %d)".formatted(code - 128)));
      default ->
          new Hopeless(
              told(tail, text, "training-failed", "The trainer ended with exit code " + code));
    };
  }

  /** The trainer's own words, if it has left any. */
  private static Reason told(
      Tail tail, Optional<String> text, String fallbackCode, String fallback) {
    JsonNode failure = tail.failure();
    if (failure == null) {
      return new Reason(
          fallbackCode,
          text.map(LogText::plain).map(said -> fallback + ": " + said).orElse(fallback),
          "The end of the log may say more.");
    }
    String code = failure.path("code").asText(fallbackCode);
    if (code.equals("out-of-memory")) {
      return outOfMemory();
    }
    String field = failure.path("field").asText("");
    return new Reason(
        code.matches("[a-z-]{1,40}") ? code : fallbackCode,
        failure.path("message").asText(fallback),
        field.isEmpty() ? null : "Field: " + field);
  }

  private static boolean isTemporary(JsonNode failure) {
    return failure.path("code").asText().equals("temporary");
  }

  private static Reason outOfMemory() {
    return new Reason(
        "out-of-memory",
        "The training needed more memory than the machine has for it",
        "Use fewer rows or columns, or smaller settings.");
  }
}
