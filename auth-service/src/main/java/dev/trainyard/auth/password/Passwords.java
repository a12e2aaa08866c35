package dev.trainyard.auth.password;

import dev.trainyard.auth.config.DerivedKeys;
import dev.trainyard.auth.config.Pepper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Hashes and checks passwords; a check costs the same whether there is an account or not. */
@ApplicationScoped
public class Passwords {

  private final HashingPool pool;
  private final DerivedKeys keys;
  private final Argon2 dummy;

  Passwords(HashingPool pool, DerivedKeys keys) {
    this.pool = pool;
    this.keys = keys;
    this.dummy = Argon2.hash("no account has this hash", keys.pepper());
  }

  /** What to store for a password; 503 when too many hashes wait. */
  public String hash(String password) {
    return pool.run(() -> Argon2.hash(password, keys.pepper()).text());
  }

  /**
   * Checks a password.
   *
   * @param stored the account's hash, empty when there is no such account or it has no password
   */
  public Check check(String password, Optional<String> stored) {
    return pool.run(() -> compare(password, stored));
  }

  private Check compare(String password, Optional<String> stored) {
    Optional<Argon2> hash = stored.map(Argon2::parse);
    Optional<Pepper> pepper = hash.flatMap(known -> keys.pepper(known.pepperId()));
    Argon2 compared = pepper.isPresent() ? hash.get() : dummy;
    boolean matches = compared.matches(password, pepper.orElse(keys.pepper()));
    if (!matches || pepper.isEmpty()) {
      return Check.WRONG;
    }
    return compared.isOutdated(keys.pepper()) ? Check.RIGHT_BUT_OUTDATED : Check.RIGHT;
  }

  /** Outcome of a check. */
  public enum Check {
    WRONG,
    RIGHT,
    /** Right, and to be hashed again with today's parameters. */
    RIGHT_BUT_OUTDATED
  }
}
