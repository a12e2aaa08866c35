package dev.trainyard.training.event;

import java.util.Locale;

/** The kinds of events that share a job's one sequence. */
public enum EventKind {
  STATE,
  PROGRESS,
  METRIC,
  LOG,
  CHECKPOINT;

  /** The word of the API and of the database. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
