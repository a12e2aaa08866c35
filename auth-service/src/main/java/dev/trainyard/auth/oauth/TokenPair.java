package dev.trainyard.auth.oauth;

import dev.trainyard.auth.token.TokenScope;
import java.time.Instant;

/** The tokens that a client gets at once: one to act with, one to renew it. */
record TokenPair(String access, String refresh, TokenScope scope, Instant expiresAt) {

  /** Keeps the tokens out of every log. */
  @Override
  public String toString() {
    return "TokenPair[…]";
  }
}
