package dev.trainyard.auth.password;

import dev.trainyard.auth.config.Pepper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * One Argon2id hash (RFC 9106) in PHC string form. {@code keyid} names the pepper, which is
 * Argon2's secret input and never part of the string.
 *
 * @param memory KiB
 * @param salt in base64
 * @param output in base64
 */
record Argon2(int memory, int iterations, int lanes, String pepperId, String salt, String output) {

  /** OWASP's recommendation: 19 MiB, two passes, one lane. */
  private static final int MEMORY = 19_456;

  private static final int ITERATIONS = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int OUTPUT_BYTES = 32;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2}),keyid=([A-Za-z0-9+/]+)"
              + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  /** Hashes with today's parameters and a fresh salt. */
  static Argon2 hash(String password, Pepper pepper) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    var unfinished =
        new Argon2(
            MEMORY, ITERATIONS, LANES, pepper.id(), encode(salt), encode(new byte[OUTPUT_BYTES]));
    return new Argon2(
        MEMORY,
        ITERATIONS,
        LANES,
        pepper.id(),
        unfinished.salt,
        encode(unfinished.compute(password, pepper)));
  }

  static Argon2 parse(String phc) {
    Matcher match = PHC.matcher(phc);
    if (!match.matches()) {
      throw new IllegalStateException("A stored password hash is not in PHC form");
    }
    return new Argon2(
        Integer.parseInt(match.group(1)),
        Integer.parseInt(match.group(2)),
        Integer.parseInt(match.group(3)),
        HexFormat.of().formatHex(decode(match.group(4))),
        match.group(5),
        match.group(6));
  }

  boolean matches(String password, Pepper pepper) {
    return MessageDigest.isEqual(decode(output), compute(password, pepper));
  }

  /** Whether the hash was made with other parameters or another pepper than today's. */
  boolean isOutdated(Pepper current) {
    return memory != MEMORY
        || iterations != ITERATIONS
        || lanes != LANES
        || !pepperId.equals(current.id());
  }

  /** The PHC string. */
  String text() {
    return "$argon2id$v=19$m=%d,t=%d,p=%d,keyid=%s$%s$%s"
        .formatted(
            memory, iterations, lanes, encode(HexFormat.of().parseHex(pepperId)), salt, output);
  }

  private byte[] compute(String password, Pepper pepper) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(iterations)
            .withParallelism(lanes)
            .withSalt(decode(salt))
            .withSecret(pepper.value().getEncoded())
            .build());
    byte[] result = new byte[decode(output).length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), result);
    return result;
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] decode(String text) {
    return Base64.getDecoder().decode(text);
  }
}
