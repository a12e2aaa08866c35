package dev.trainyard.data.idempotency;

/**
 * What is known of an earlier request with a key.
 *
 * @param operation that it called, and {@code hash} what it wanted; null in an answer to be kept
 * @param status 0 while it runs
 * @param made tells what was made, where the answer itself is not kept; else null
 */
record KeptAnswer(
    String operation, String hash, int status, String location, String body, String made) {

  static KeptAnswer whole(int status, String location, String body) {
    return new KeptAnswer(null, null, status, location, body, null);
  }

  static KeptAnswer once(int status, String made) {
    return new KeptAnswer(null, null, status, null, null, made);
  }

  boolean running() {
    return status == 0;
  }

  boolean answers(RequestFingerprint.Fingerprint wanted) {
    return operation.equals(wanted.operation()) && hash.equals(wanted.hash());
  }
}
