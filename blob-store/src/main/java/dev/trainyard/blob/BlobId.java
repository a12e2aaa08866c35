package dev.trainyard.blob;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Address of a blob: the SHA-256 of its content.
 *
 * @param hex 64 lowercase hexadecimal digits
 */
public record BlobId(String hex) {

  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

  public BlobId {
    if (!SHAPE.matcher(hex).matches()) {
      throw new IllegalArgumentException("A blob id is 64 lowercase hexadecimal digits");
    }
  }

  /** The id of the content that went through a digest of {@link #newDigest()}. */
  static BlobId of(MessageDigest digest) {
    return new BlobId(HexFormat.of().formatHex(digest.digest()));
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
