package dev.trainyard.training.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.training.runner.Run;

/**
 * How far the output of an attempt was read, and what it has said about itself so far. Stored in
 * the transaction that stores the events, so both always agree.
 *
 * @param points stored metric and progress points
 * @param resumedStep step that it resumed from, or null
 * @param failure what the trainer says went wrong, or null
 * @param done whether the trainer says that it has finished
 */
record Tail(
    Position stdout,
    Position stderr,
    Volume volume,
    long points,
    Long resumedStep,
    JsonNode failure,
    boolean done) {

  /** Place in one source; {@code skipping} within a line that was cut. */
  record Position(long offset, boolean skipping) {}

  /** What was printed to the log. */
  record Volume(long lines, long characters) {}

  Position position(Run.Source source) {
    return source == Run.Source.STDOUT ? stdout : stderr;
  }

  Tail at(Run.Source source, Position position) {
    boolean out = source == Run.Source.STDOUT;
    return new Tail(
        out ? position : stdout,
        out ? stderr : position,
        volume,
        points,
        resumedStep,
        failure,
        done);
  }

  Tail with(Volume counted) {
    return new Tail(stdout, stderr, counted, points, resumedStep, failure, done);
  }

  Tail withPoints(long counted) {
    return new Tail(stdout, stderr, volume, counted, resumedStep, failure, done);
  }

  Tail resumedAt(long step) {
    return new Tail(stdout, stderr, volume, points, step, failure, done);
  }

  Tail failed(JsonNode what) {
    return new Tail(stdout, stderr, volume, points, resumedStep, what, done);
  }

  Tail finished() {
    return new Tail(stdout, stderr, volume, points, resumedStep, failure, true);
  }
}
