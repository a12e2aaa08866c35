package dev.trainyard.training.job;

import java.util.UUID;

/** Ids of jobs in paths: a text that is none names a job that does not exist. */
final class JobIds {

  private JobIds() {}

  static UUID parse(String text) {
    // UUID.fromString also takes short forms such as 1-1-1-1-1.
    if (text.length() != 36) {
      throw JobAccess.notFound(shown(text));
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw JobAccess.notFound(shown(text));
    }
  }

  private static String shown(String text) {
    return text.length() <= 36 ? text : text.substring(0, 36) + "…";
  }
}
