package dev.trainyard.training.signal;

import java.util.Optional;
import java.util.UUID;

/** What replicas tell each other; ids only, the receiver reads the rest from the database. */
public sealed interface Signal {

  /** The PostgreSQL channel. */
  String CHANNEL = "trainyard_job";

  /** The job that it is about. */
  UUID job();

  /** The job has events up to this number. */
  record Changed(UUID job, long seq) implements Signal {}

  /** A user wants the job to stop. */
  record CancelRequested(UUID job) implements Signal {}

  /** The job waits for a worker. */
  record Queued(UUID job) implements Signal {}

  /** The job is gone. */
  record Deleted(UUID job) implements Signal {}

  /** The payload, about 50 of the 8000 bytes that PostgreSQL allows. */
  default String encode() {
    return switch (this) {
      case Changed(UUID job, long seq) -> "changed:" + job + ":" + seq;
      case CancelRequested(UUID job) -> "cancel:" + job;
      case Queued(UUID job) -> "queued:" + job;
      case Deleted(UUID job) -> "deleted:" + job;
    };
  }

  /** Reads a payload; one of a newer version is ignored. */
  static Optional<Signal> decode(String payload) {
    String[] parts = payload.split(":", -1);
    try {
      return switch (parts[0]) {
        case "changed" ->
            Optional.of(new Changed(UUID.fromString(parts[1]), Long.parseLong(parts[2])));
        case "cancel" -> Optional.of(new CancelRequested(UUID.fromString(parts[1])));
        case "queued" -> Optional.of(new Queued(UUID.fromString(parts[1])));
        case "deleted" -> Optional.of(new Deleted(UUID.fromString(parts[1])));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
