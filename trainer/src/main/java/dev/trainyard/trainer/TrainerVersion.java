package dev.trainyard.trainer;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Version and build of this trainer; the build is the digest of its jar. */
public record TrainerVersion(String version, String build) {

  public static TrainerVersion current() {
    String version = TrainerVersion.class.getPackage().getImplementationVersion();
    return new TrainerVersion(version == null ? "unreleased" : version, jarDigest());
  }

  private static String jarDigest() {
    try {
      Path code =
          Path.of(TrainerVersion.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!Files.isRegularFile(code)) {
        return "classes";
      }
      var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(code));
      return HexFormat.of().formatHex(digest);
    } catch (URISyntaxException | IOException | NoSuchAlgorithmException e) {
      return "unknown";
    }
  }
}
