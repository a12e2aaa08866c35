package dev.trainyard.auth.session;

import dev.trainyard.auth.session.Sessions.OpenedSession;
import java.time.Instant;

/** What the right password leads to. */
sealed interface SignInResult {

  /** The session is open. */
  record SignedIn(OpenedSession session) implements SignInResult {}

  /** The account waits for its deletion; the secret stands for all proofs until it shall stay. */
  record Waiting(Challenged challenge, Instant deletionAt) implements SignInResult {}

  /** The second factor is still to come; the secret stands for the password until then. */
  record Challenged(String secret, Instant expiresAt) implements SignInResult {

    /** Keeps the secret out of every log. */
    @Override
    public String toString() {
      return "Challenged[…]";
    }
  }
}
