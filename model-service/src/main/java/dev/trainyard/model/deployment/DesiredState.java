package dev.trainyard.model.deployment;

import java.util.Locale;

/** What people asked of a deployment; the database row with it is the record of intent. */
enum DesiredState {
  RUNNING,
  STOPPED,
  DELETED;

  /** Form in the database. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static DesiredState fromText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
