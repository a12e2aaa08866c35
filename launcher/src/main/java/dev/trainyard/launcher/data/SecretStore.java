package dev.trainyard.launcher.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Secrets made once and kept: a directory per reader (0700) with one file per configuration key
 * (0600). A secret that two readers share is the same text in two files.
 */
public record SecretStore(Layout layout) {

  private static final int RANDOM_BYTES = 48;
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** The reader's secret under this key, made on the first call. */
  public String get(String reader, String key) {
    return read(reader, key).orElseGet(() -> put(reader, key, random()));
  }

  /** The reader's secret under this key if it has one. */
  public Optional<String> read(String reader, String key) {
    Path file = layout.secrets(reader).resolve(key);
    try {
      requirePrivate(file);
      return Optional.of(Files.readString(file).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new LauncherException("cannot read the secret " + file + ": " + e, e);
    }
  }

  /** Gives the reader this value under this key. */
  public String put(String reader, String key, String value) {
    Path directory = layout.secrets(reader);
    Path file = directory.resolve(key);
    try {
      DataDirectory.createPrivate(directory);
      if (Files.exists(file) && Files.readString(file).equals(value)) {
        return value;
      }
      Path partial = Files.createTempFile(directory, "." + key, "", PRIVATE);
      Files.writeString(partial, value, StandardOpenOption.SYNC);
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return value;
    } catch (IOException e) {
      throw new LauncherException("cannot write the secret " + file + ": " + e, e);
    }
  }

  private static void requirePrivate(Path file) throws IOException {
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
    if (mode.contains(PosixFilePermission.GROUP_READ)
        || mode.contains(PosixFilePermission.OTHERS_READ)) {
      throw new LauncherException(
          "others can read the secret %s: chmod 600 it, and renew it if they may have"
              .formatted(file));
    }
  }

  private static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
