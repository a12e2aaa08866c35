package dev.trainyard.hub.tree;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A line of a directory listing.
 *
 * @param sizeBytes absent for a directory
 * @param sha256 absent for a directory
 */
@Schema(name = "TreeEntry")
public record TreeEntry(Type type, String path, Long sizeBytes, String sha256) {

  static TreeEntry file(FileEntry file) {
    return new TreeEntry(Type.FILE, file.path(), file.sizeBytes(), file.blob().hex());
  }

  static TreeEntry directory(String path) {
    return new TreeEntry(Type.DIRECTORY, path, null, null);
  }

  /** What an entry is. */
  @Schema(enumeration = {"file", "directory"})
  public enum Type {
    FILE,
    DIRECTORY;

    @JsonValue
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
