package dev.trainyard.hub.upload;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** The {@code Upload-Checksum} header of tus 1.0: what the body of one request must hash to. */
final class Checksum {

  static final String ALGORITHMS = "sha1,sha256";

  private static final String FIELD = "Upload-Checksum";
  private static final Map<String, String> NAMES = Map.of("sha1", "SHA-1", "sha256", "SHA-256");

  private final MessageDigest digest;
  private final byte[] expected;

  private Checksum(MessageDigest digest, byte[] expected) {
    this.digest = digest;
    this.expected = expected;
  }

  /** Reads the header; null when there is none, 400 for an unknown algorithm or a bad value. */
  static Checksum parse(String header) {
    if (header == null) {
      return null;
    }
    String[] parts = header.strip().split(" ", 2);
    if (parts.length != 2 || !NAMES.containsKey(parts[0])) {
      throw ProblemException.invalid(FIELD, "must begin with one of " + ALGORITHMS);
    }
    try {
      return new Checksum(
          MessageDigest.getInstance(NAMES.get(parts[0])),
          Base64.getDecoder().decode(parts[1].strip()));
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(FIELD, "must hold the checksum in base64");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has " + NAMES.get(parts[0]), e);
    }
  }

  void update(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
  }

  /** Throws the 460 of tus unless what went in has the checksum. */
  void verify() {
    if (!MessageDigest.isEqual(digest.digest(), expected)) {
      throw ProblemException.of(
          ProblemType.CHECKSUM_MISMATCH,
          "The body does not match Upload-Checksum; nothing was kept");
    }
  }
}
