package dev.trainyard.model.serving;

import java.net.URI;

/** What a runtime knows about one replica. */
public sealed interface Observation {

  /** Not there: never started, stopped, or gone together with the instance that ran it. */
  record Absent() implements Observation {}

  /** Coming up; it has no address yet. */
  record Preparing() implements Observation {}

  /** Up and reachable at an address; whether it answers well is for the caller to find out. */
  record Running(URI address) implements Observation {}

  /** Being ended because that was asked for. */
  record Leaving() implements Observation {}

  /** Ended by itself; the reason is fit for the deployment's owner to read. */
  record Ended(String reason) implements Observation {}
}
