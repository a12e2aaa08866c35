package dev.trainyard.auth.account;

import java.util.UUID;

/** What every signed-in user may know about another. */
public record PublicProfile(UUID id, String name, String displayName) {

  static PublicProfile of(Account account) {
    return new PublicProfile(account.id(), account.name(), account.displayName());
  }
}
