package dev.trainyard.training.job;

import dev.trainyard.commons.problem.ProblemException;
import java.util.Optional;

/** Where a job stands. States are values; an event yields the next state or is refused. */
public sealed interface JobState {

  /** Waits for a free slot; the reason says why it waits again, if it does. */
  record Queued(Reason reason) implements JobState {}

  /** A worker fetches the data. */
  record Preparing() implements JobState {}

  /** The training runs; the reason says that it has fallen silent, if it has. */
  record Running(Reason reason) implements JobState {}

  /** The training is done and its package is made a version of the model. */
  record Registering() implements JobState {}

  /** The model has a new version. */
  record Succeeded(int version) implements JobState {}

  /** The job ended without a version. */
  record Failed(Reason reason) implements JobState {}

  /** Somebody stopped the job. */
  record Cancelled(Reason reason) implements JobState {}

  /** What can happen to a job. */
  sealed interface Event {

    /** A worker took the job. */
    record Claimed() implements Event {}

    /** Data and document are in place. */
    record Prepared() implements Event {}

    /** Nothing was printed for long, or with a null reason: something was printed again. */
    record Quiet(Reason reason) implements Event {}

    /** The training ended well. */
    record Trained() implements Event {}

    /** The version exists. */
    record Registered(int version) implements Event {}

    /** The job cannot succeed. */
    record Broke(Reason reason) implements Event {}

    /** A machine or a neighbour failed the job, which gets another attempt. */
    record Interrupted(Reason reason) implements Event {}

    /** A user's wish to stop was carried out. */
    record Stopped(Reason reason) implements Event {}

    /** A user wants another attempt. */
    record Retried() implements Event {}
  }

  /** The next state. Adding a state or an event breaks compilation here, on purpose. */
  default JobState on(Event event) {
    return switch (event) {
      case Event.Broke(Reason reason) when !ended() -> new Failed(reason);
      case Event.Stopped(Reason reason) when !ended() -> new Cancelled(reason);
      case Event.Interrupted(Reason reason) when active() -> new Queued(reason);
      case Event.Claimed _ when this instanceof Queued -> new Preparing();
      case Event.Prepared _ when this instanceof Preparing -> new Running(null);
      case Event.Quiet(Reason reason) when this instanceof Running -> new Running(reason);
      case Event.Trained _ when this instanceof Running -> new Registering();
      case Event.Registered(int version) when this instanceof Registering -> new Succeeded(version);
      case Event.Retried _ when this instanceof Failed || this instanceof Cancelled ->
          new Queued(null);
      case Event.Broke _,
          Event.Stopped _,
          Event.Interrupted _,
          Event.Claimed _,
          Event.Prepared _,
          Event.Quiet _,
          Event.Trained _,
          Event.Registered _,
          Event.Retried _ ->
          throw ProblemException.conflict("The job is " + code() + "; this is not possible now");
    };
  }

  /** The word of the API and of the database. */
  default String code() {
    return switch (this) {
      case Queued _ -> "queued";
      case Preparing _ -> "preparing";
      case Running _ -> "running";
      case Registering _ -> "registering";
      case Succeeded _ -> "succeeded";
      case Failed _ -> "failed";
      case Cancelled _ -> "cancelled";
    };
  }

  /** Why it is in this state, where that is not self-evident. */
  default Optional<Reason> why() {
    return switch (this) {
      case Queued(Reason reason) -> Optional.ofNullable(reason);
      case Running(Reason reason) -> Optional.ofNullable(reason);
      case Failed(Reason reason) -> Optional.of(reason);
      case Cancelled(Reason reason) -> Optional.ofNullable(reason);
      case Preparing _, Registering _, Succeeded _ -> Optional.empty();
    };
  }

  /** Whether nothing more happens unless a user asks for it. */
  default boolean ended() {
    return this instanceof Succeeded || this instanceof Failed || this instanceof Cancelled;
  }

  /** Whether a worker has the job. */
  default boolean active() {
    return this instanceof Preparing || this instanceof Running || this instanceof Registering;
  }

  /** Reads what the database holds. */
  static JobState of(String code, Reason reason, Integer version) {
    return switch (code) {
      case "queued" -> new Queued(reason);
      case "preparing" -> new Preparing();
      case "running" -> new Running(reason);
      case "registering" -> new Registering();
      case "succeeded" -> new Succeeded(version);
      case "failed" -> new Failed(reason);
      case "cancelled" -> new Cancelled(reason);
      default -> throw new IllegalArgumentException("no state " + code);
    };
  }
}
