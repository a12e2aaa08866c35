package dev.trainyard.auth.leak;

import java.util.Optional;

/** One kind of secret that whoever holds it may end. */
public interface RevocableSecrets {

  /**
   * Ends what the secret gives, in the caller's transaction.
   *
   * @return what ended; empty when the secret is none of this kind, or not alive
   */
  Optional<TokenLeaked> revoke(String secret);
}
