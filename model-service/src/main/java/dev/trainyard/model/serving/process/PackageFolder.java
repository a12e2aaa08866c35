package dev.trainyard.model.serving.process;

import dev.trainyard.blob.Blob;
import dev.trainyard.blob.BlobId;
import dev.trainyard.blob.BlobStore;
import dev.trainyard.model.serving.PackageFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A model package as files on disk. Every file is read through and compared with its digest before
 * a server may see it, also when it was there already.
 */
final class PackageFolder {

  private final BlobStore blobs;

  PackageFolder(BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * Makes the folder hold the whole package.
   *
   * @throws IOException when a file is missing in the store, damaged, or cannot be written
   */
  void fill(Path folder, List<PackageFile> files) throws IOException {
    Files.createDirectories(folder);
    for (PackageFile file : files) {
      Path target = folder.resolve(file.path()).normalize();
      if (!target.startsWith(folder) || target.equals(folder)) {
        throw new IOException("the package holds the impossible path " + file.path());
      }
      if (!isIntact(target, file)) {
        copy(file, target);
      }
    }
  }

  private static boolean isIntact(Path target, PackageFile file) throws IOException {
    return Files.isRegularFile(target)
        && Files.size(target) == file.sizeBytes()
        && digest(Files.newInputStream(target)).equals(file.sha256());
  }

  private void copy(PackageFile file, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    Path partial = Files.createTempFile(target.getParent(), ".", ".partial");
    try (InputStream content = open(file)) {
      Files.copy(content, partial, StandardCopyOption.REPLACE_EXISTING);
      if (!isIntact(partial, file)) {
        throw new IOException("the file " + file.path() + " of the package is damaged");
      }
      Files.move(
          partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private InputStream open(PackageFile file) throws IOException {
    BlobId id = new BlobId(file.sha256());
    try {
      Blob blob = blobs.find(id).orElseThrow(() -> new NoSuchFileException(file.path()));
      return blobs.open(id, 0, blob.sizeBytes());
    } catch (NoSuchFileException e) {
      throw new IOException("the file " + file.path() + " of the package is missing", e);
    }
  }

  private static String digest(InputStream content) throws IOException {
    try (var digesting = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
      digesting.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
