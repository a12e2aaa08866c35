package dev.trainyard.model.version;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.blob.BlobId;
import dev.trainyard.blob.BlobStore;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.hub.revision.Revision;
import dev.trainyard.hub.tree.FileEntry;
import dev.trainyard.hub.tree.TreeReader;
import dev.trainyard.model.serving.PackageFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the model package in a commit; its documents are small or they are refused. */
@ApplicationScoped
class PackageReader {

  static final String DESCRIPTION = "model.json";
  static final String EXAMPLE = "example.json";

  private static final int MOST_FILES = 2000;
  private static final int BATCH = 500;
  private static final long LARGEST_DOCUMENT = 4L << 20;

  private final TreeReader tree;
  private final BlobStore blobs;
  private final ObjectMapper json;

  PackageReader(TreeReader tree, BlobStore blobs, ObjectMapper json) {
    this.tree = tree;
    this.blobs = blobs;
    this.json = json;
  }

  /** The whole commit; 422 when it has no files or too many, or its description is not JSON. */
  PackageContent read(Revision commit) {
    List<PackageFile> files = new ArrayList<>();
    String last = "";
    List<FileEntry> batch = tree.filesAfter(commit, last, BATCH);
    while (!batch.isEmpty()) {
      batch.forEach(
          file -> files.add(new PackageFile(file.path(), file.blob().hex(), file.sizeBytes())));
      if (files.size() > MOST_FILES) {
        throw ProblemException.unprocessable(
            "commit", "has more than %d files, too many for a version".formatted(MOST_FILES));
      }
      last = batch.getLast().path();
      batch = batch.size() < BATCH ? List.of() : tree.filesAfter(commit, last, BATCH);
    }
    if (files.isEmpty()) {
      throw ProblemException.unprocessable("commit", "has no files");
    }
    return new PackageContent(files, document(files, DESCRIPTION));
  }

  /** A JSON document among the files; 422 when it is too large or not JSON. */
  Optional<JsonNode> document(List<PackageFile> files, String path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst().map(this::parsed);
  }

  private JsonNode parsed(PackageFile file) {
    if (file.sizeBytes() > LARGEST_DOCUMENT) {
      throw ProblemException.unprocessable(
          "commit", "%s is larger than %d MiB".formatted(file.path(), LARGEST_DOCUMENT >> 20));
    }
    try (InputStream content = blobs.open(new BlobId(file.sha256()), 0, file.sizeBytes())) {
      JsonNode document = json.readTree(content);
      if (document == null || !document.isObject()) {
        throw ProblemException.unprocessable("commit", file.path() + " is not a JSON object");
      }
      return document;
    } catch (JsonProcessingException e) {
      throw ProblemException.unprocessable("commit", file.path() + " is not valid JSON");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
