package dev.trainyard.auth.oauth;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * The code that a person reads in a terminal and types into a browser (RFC 8628, 6.1): 8 of 20
 * consonants, so that none is taken for another and no word comes out. 2.5·10¹⁰ codes, of which few
 * live at a time, and few tries make guessing hopeless.
 */
final class UserCode {

  private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
  private static final int LENGTH = 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  private UserCode() {}

  static String generate() {
    StringBuilder code = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /** The code as it is shown, {@code BCDF-GHJK}. */
  static String shown(String code) {
    return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
  }

  /** A typed code in its one form, however it was typed; empty when it cannot be one. */
  static Optional<String> typed(String text) {
    String code = text.replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
    return code.matches("[" + LETTERS + "]{" + LENGTH + "}") ? Optional.of(code) : Optional.empty();
  }
}
