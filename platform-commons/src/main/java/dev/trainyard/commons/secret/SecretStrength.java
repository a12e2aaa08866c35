package dev.trainyard.commons.secret;

import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Judges configured secrets; a finding says what is wrong, never the value. */
final class SecretStrength {

  private static final int LEAST_BYTES = 32;

  /** 32 random bytes hold about 30 different values; fewer than 20 do not happen by chance. */
  private static final int LEAST_DIFFERENT = 20;

  private static final int LONGEST_SEQUENCE = 7;
  private static final int LEAST_PASSWORD_LENGTH = 16;
  private static final int LEAST_PASSWORD_BITS = 64;

  /** Words of examples; six letters and more, which a random text does not hold by chance. */
  private static final List<String> PLACEHOLDERS =
      List.of(
          "changeme",
          "change-me",
          "change_me",
          "password",
          "passw0rd",
          "example",
          "default",
          "placeholder",
          "insecure",
          "notsecret",
          "not-a-secure",
          "trainyard",
          "postgres",
          "replace",
          "sample",
          "yoursecret",
          "your-secret",
          "my-secret",
          "mysecret");

  private SecretStrength() {}

  /** What is wrong with a secret that must hold at least 32 random bytes, in base64url. */
  static Optional<String> ofKey(String secret) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(secret.strip());
    } catch (IllegalArgumentException e) {
      return Optional.of("is not base64url");
    }
    if (bytes.length < LEAST_BYTES) {
      return Optional.of(
          "is too short: %d bytes, at least %d".formatted(bytes.length, LEAST_BYTES));
    }
    if (different(bytes) < LEAST_DIFFERENT || longestSequence(bytes) > LONGEST_SEQUENCE) {
      return Optional.of("is not random: it repeats itself or counts");
    }
    return Optional.empty();
  }

  /** What is wrong with a password that only machines use. */
  static Optional<String> ofPassword(String secret) {
    String text = secret.strip();
    if (text.length() < LEAST_PASSWORD_LENGTH) {
      return Optional.of(
          "is too short: %d characters, at least %d"
              .formatted(text.length(), LEAST_PASSWORD_LENGTH));
    }
    String lower = text.toLowerCase(Locale.ROOT);
    Optional<String> placeholder = PLACEHOLDERS.stream().filter(lower::contains).findFirst();
    if (placeholder.isPresent()) {
      return Optional.of("holds a word of examples and defaults");
    }
    long bits = Math.round(bits(text));
    return bits < LEAST_PASSWORD_BITS
        ? Optional.of(
            "is easy to guess: about %d bits, at least %d".formatted(bits, LEAST_PASSWORD_BITS))
        : Optional.empty();
  }

  /**
   * An estimate from above: each character counts with the size of the classes in use, but only
   * once for each of its kind and not where it continues a run.
   */
  private static double bits(String text) {
    double alphabet = 0;
    alphabet += text.chars().anyMatch(Character::isLowerCase) ? 26 : 0;
    alphabet += text.chars().anyMatch(Character::isUpperCase) ? 26 : 0;
    alphabet += text.chars().anyMatch(Character::isDigit) ? 10 : 0;
    alphabet += text.chars().anyMatch(c -> !Character.isLetterOrDigit(c)) ? 32 : 0;
    long fresh = text.chars().distinct().count();
    for (int i = 2; i < text.length(); i++) {
      int step = text.charAt(i) - text.charAt(i - 1);
      if (step == text.charAt(i - 1) - text.charAt(i - 2) && Math.abs(step) <= 1) {
        fresh--;
      }
    }
    return Math.max(0, fresh) * Math.log(alphabet) / Math.log(2);
  }

  private static int different(byte[] bytes) {
    BitSet seen = new BitSet(256);
    for (byte value : bytes) {
      seen.set(value & 0xff);
    }
    return seen.cardinality();
  }

  /** Length of the longest run with a constant difference, such as 1 2 3 or 7 7 7. */
  private static int longestSequence(byte[] bytes) {
    int longest = 1;
    int current = 1;
    for (int i = 2; i < bytes.length; i++) {
      boolean continues = bytes[i] - bytes[i - 1] == bytes[i - 1] - bytes[i - 2];
      current = continues ? current + 1 : 1;
      longest = Math.max(longest, current + 1);
    }
    return longest;
  }
}
