package dev.trainyard.model.deployment;

/** What asking a running replica has shown. */
sealed interface Verdict {

  /** Nothing conclusive yet; the reason is the last obstacle. */
  record Open(String reason) implements Verdict {}

  /** It gives the right answers. */
  record Good() implements Verdict {}

  /** It answers, and wrongly; asking again will not help. */
  record Wrong(String reason) implements Verdict {}

  /** It stopped answering. */
  record Silent(String reason) implements Verdict {}
}
