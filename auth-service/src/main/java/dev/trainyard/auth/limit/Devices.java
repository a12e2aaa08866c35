package dev.trainyard.auth.limit;

import dev.trainyard.auth.config.DerivedKeys;
import dev.trainyard.auth.secret.OpaqueSecret;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells browsers from which an account has signed in before. Each of them has failures of its own,
 * so that strangers who guess use up theirs and not the owner's. The mark is no credential: it
 * opens nothing, and it is of no use to another account.
 */
@ApplicationScoped
public class Devices {

  private static final String PURPOSE = "device";
  private static final int LONGEST = 200;

  private final DerivedKeys keys;

  Devices(DerivedKeys keys) {
    this.keys = keys;
  }

  /** A fresh mark for a browser from which the account has just signed in. */
  public String mark(UUID account) {
    String id = OpaqueSecret.generate();
    byte[] seal = keys.hash(PURPOSE, account + " " + id);
    return id + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(seal);
  }

  /** Whose failures an attempt counts as: the known browser's, else everybody's together. */
  public String subject(UUID account, Optional<String> mark) {
    return mark.flatMap(text -> known(account, text))
        .map(id -> "device " + id + " of " + account)
        .orElse(account.toString());
  }

  private Optional<String> known(UUID account, String mark) {
    int dot = mark.indexOf('.');
    if (dot < 0 || mark.length() > LONGEST) {
      return Optional.empty();
    }
    String id = mark.substring(0, dot);
    try {
      byte[] seal = Base64.getUrlDecoder().decode(mark.substring(dot + 1));
      boolean genuine =
          keys.hashes(PURPOSE, account + " " + id).stream()
              .anyMatch(hash -> MessageDigest.isEqual(hash, seal));
      return genuine ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
