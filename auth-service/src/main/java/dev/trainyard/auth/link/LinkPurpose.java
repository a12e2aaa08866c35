package dev.trainyard.auth.link;

import java.time.Duration;

/** What a mailed link does. */
public enum LinkPurpose {
  /** Proves that mail to the account's address arrives. */
  VERIFY(Duration.ofHours(24), true),
  /** Proves it of a new address, which becomes the account's. */
  CHANGE(Duration.ofHours(24), true),
  /** Brings the address of before back, also to an account that waits for its deletion. */
  UNDO(Duration.ofDays(7), false),
  /** Sets a new password. */
  RESET(Duration.ofMinutes(30), false),
  /** Takes the deletion of the account back; lives as long as the account waits. */
  RESTORE(Duration.ofDays(14), true);

  private final Duration life;
  private final boolean superseding;

  LinkPurpose(Duration life, boolean superseding) {
    this.life = life;
    this.superseding = superseding;
  }

  public Duration life() {
    return life;
  }

  /** Whether a newer link voids those before it. */
  boolean isSuperseding() {
    return superseding;
  }
}
