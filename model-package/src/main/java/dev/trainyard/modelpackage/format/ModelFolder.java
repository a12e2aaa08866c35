package dev.trainyard.modelpackage.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A model package on disk; opening it proves that no listed file was changed. */
public record ModelFolder(Path directory, ModelDescriptor descriptor) {

  public static final String DESCRIPTOR = "model.json";
  public static final String GRAPH = "model.onnx";
  public static final String TEXT_WEIGHTS = "weights.bin";
  public static final String EXAMPLE = "example.json";
  public static final String SPLIT = "split.json";

  private static final long DESCRIPTOR_LIMIT = 16L << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public static ModelFolder open(Path directory) throws IOException, PackageException {
    Path file = directory.resolve(DESCRIPTOR);
    if (!Files.isRegularFile(file)) {
      throw new PackageException("no " + DESCRIPTOR + " in the model directory");
    }
    if (Files.size(file) > DESCRIPTOR_LIMIT) {
      throw new PackageException(DESCRIPTOR + " is larger than " + DESCRIPTOR_LIMIT + " bytes");
    }
    try {
      var descriptor = ModelDescriptor.parse(JSON.readTree(Files.readAllBytes(file)));
      for (var entry : descriptor.files().entrySet()) {
        verify(directory, entry.getKey(), entry.getValue());
      }
      return new ModelFolder(directory, descriptor);
    } catch (JsonProcessingException e) {
      throw new PackageException(DESCRIPTOR + " is no JSON: " + e.getOriginalMessage());
    }
  }

  /** Lists every file of the directory in model.json, which is written last. */
  public static ModelFolder seal(Path directory, ModelDescriptor unsealed) throws IOException {
    var files = new TreeMap<String, PackagedFile>();
    try (var paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        String name = directory.relativize(path).toString().replace('\\', '/');
        if (!name.equals(DESCRIPTOR)) {
          files.put(name, new PackagedFile(sha256(path), Files.size(path)));
        }
      }
    }
    var sealed =
        new ModelDescriptor(
            unsealed.task(),
            unsealed.signature(),
            unsealed.labels(),
            unsealed.metrics(),
            Map.copyOf(files),
            unsealed.lineage());
    JSON.writeValue(directory.resolve(DESCRIPTOR).toFile(), sealed.toJson());
    return new ModelFolder(directory, sealed);
  }

  /** The path of a listed file. */
  public Path file(String name) throws PackageException {
    if (!descriptor.files().containsKey(name)) {
      throw new PackageException("the package has no " + name);
    }
    return directory.resolve(name);
  }

  public boolean has(String name) {
    return descriptor.files().containsKey(name);
  }

  private static void verify(Path directory, String name, PackagedFile expected)
      throws IOException, PackageException {
    Path path = directory.resolve(name).normalize();
    if (!path.startsWith(directory.normalize()) || name.isEmpty()) {
      throw new PackageException("model.json lists a path outside of the package");
    }
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new PackageException("missing file " + name);
    }
    if (Files.size(path) != expected.sizeBytes() || !sha256(path).equals(expected.sha256())) {
      throw new PackageException("file " + name + " differs from its digest in model.json");
    }
  }

  private static String sha256(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
