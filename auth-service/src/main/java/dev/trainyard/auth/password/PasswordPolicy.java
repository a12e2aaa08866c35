package dev.trainyard.auth.password;

import dev.trainyard.commons.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What a new password must be: long and not easy to guess; any characters, no composition rule. */
@ApplicationScoped
class PasswordPolicy {

  private static final int SHORTEST = 12;
  private static final int LONGEST = 256;
  private static final int FEWEST_DIFFERENT = 5;

  private final CommonPasswords common;

  PasswordPolicy(CommonPasswords common) {
    this.common = common;
  }

  /** Throws the 400 that names {@code field} when the password is not acceptable. */
  void require(String field, String password, String name, String email) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST || length > LONGEST) {
      throw ProblemException.invalid(
          field, "must have %d to %d characters".formatted(SHORTEST, LONGEST));
    }
    if (common.include(password) || different(password) < FEWEST_DIFFERENT) {
      throw ProblemException.invalid(field, "is too easy to guess: it is a frequent password");
    }
    String lower = password.toLowerCase(Locale.ROOT);
    String mailbox = email.substring(0, Math.max(0, email.indexOf('@')));
    if (contains(lower, name) || contains(lower, mailbox) || contains(lower, "trainyard")) {
      throw ProblemException.invalid(
          field, "must not hold the user name, the e-mail address or the platform's name");
    }
  }

  /** One or two letters stand in nearly every password; three and more are a hint. */
  private static boolean contains(String lower, String word) {
    return word.length() >= 3 && lower.contains(word.toLowerCase(Locale.ROOT));
  }

  private static int different(String password) {
    Set<Integer> seen = new HashSet<>();
    password.codePoints().forEach(seen::add);
    return seen.size();
  }
}
