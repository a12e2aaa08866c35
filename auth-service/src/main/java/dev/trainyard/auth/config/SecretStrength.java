package dev.trainyard.auth.config;

import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Judges configured secrets; a finding names the setting and what is wrong, never the value. */
final class SecretStrength {

  private static final int LEAST_BYTES = 32;

  /** 32 random bytes hold about 30 different values; fewer than 20 do not happen by chance. */
  private static final int LEAST_DIFFERENT = 20;

  private static final int LONGEST_SEQUENCE = 7;
  private static final int LEAST_CLIENT_LENGTH = 16;

  private SecretStrength() {}

  /** Findings about a secret that must hold at least 32 random bytes. */
  static List<String> judge(String setting, Optional<String> secret) {
    if (secret.map(String::isBlank).orElse(true)) {
      return List.of(setting + " is missing: give it 32 random bytes in base64url");
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(secret.get().strip());
    } catch (IllegalArgumentException e) {
      return List.of(setting + " is not base64url");
    }
    if (bytes.length < LEAST_BYTES) {
      return List.of(
          "%s is too short: %d bytes, at least %d".formatted(setting, bytes.length, LEAST_BYTES));
    }
    if (different(bytes) < LEAST_DIFFERENT || longestSequence(bytes) > LONGEST_SEQUENCE) {
      return List.of(setting + " is not random: it repeats itself or counts");
    }
    return List.of();
  }

  /** Findings about the secret of a client of the internal routes. */
  static List<String> judgeClient(String setting, String secret) {
    List<String> findings = new ArrayList<>();
    String text = secret.strip();
    if (text.length() < LEAST_CLIENT_LENGTH) {
      findings.add(
          "%s is too short: %d characters, at least %d"
              .formatted(setting, text.length(), LEAST_CLIENT_LENGTH));
    }
    return findings;
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
