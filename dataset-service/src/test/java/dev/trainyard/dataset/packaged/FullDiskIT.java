package dev.trainyard.dataset.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that really is full: what answers 507, what goes on, and what is left behind. */
class FullDiskIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MEBIBYTE = 1 << 20;

  @TempDir private Path directory;
  private SmallDisk disk;
  private PackagedService service;
  private PackagedApi api;
  private String repository;

  private void start(String options) throws Exception {
    disk = SmallDisk.of(directory.resolve("blobs"), options);
    service = new PackagedService(directory, disk.directory(), disk::command);
    api = new PackagedApi(service);
    service.start();
    repository = api.repository();
  }

  @AfterEach
  void stop() throws Exception {
    if (service != null) {
      service.close();
    }
  }

  @Test
  void uploadBeyondTheFreeSpaceWaitsAndGoesOnOnceThereIsSome() throws Exception {
    // Given
    start("size=64m");
    String kept = random(100);
    assertThat(inline("kept.txt", kept).statusCode()).isEqualTo(201);
    String first = api.upload(repository, 40L * MEBIBYTE);
    String second = api.upload(repository, 40L * MEBIBYTE);
    assertThat(append(first, 0).statusCode()).isEqualTo(204);

    // When
    HttpResponse<String> refused = append(second, 0);

    // Then
    requireFull(refused);
    requireFull(api.beginUpload(repository, 30L * MEBIBYTE));
    requireFull(inline("more.txt", random(100)));
    long offset = api.offset(second);
    assertThat(offset).isBetween(16L * MEBIBYTE, 24L * MEBIBYTE);
    assertThat(api.commit(repository, "second.bin", second, "strict").statusCode()).isEqualTo(422);
    requireReadable("kept.txt", kept);
    assertThat(published()).hasSize(2);
    assertThat(disk.files(service.pid(), "staging")).hasSize(1);
  }

  @Test
  void spaceThatIsFreedLetsARefusedUploadGoOnAndADeletedOneLeavesNothing() throws Exception {
    // Given
    start("size=64m");
    String first = api.upload(repository, 40L * MEBIBYTE);
    String second = api.upload(repository, 40L * MEBIBYTE);
    assertThat(part(first, 0, 39L * MEBIBYTE).statusCode()).isEqualTo(204);
    requireFull(append(second, 0));
    long offset = api.offset(second);

    // When
    assertThat(service.send(service.request(first).DELETE()).statusCode()).isEqualTo(204);

    // Then
    assertThat(append(second, offset).statusCode()).isEqualTo(204);
    api.committed(repository, "second.bin", second);
    requireReadable("second.bin", "x".repeat(40 * MEBIBYTE));
    assertThat(published()).hasSize(1);
    assertThat(disk.files(service.pid(), "staging")).isEmpty();
    assertThat(disk.files(service.pid(), "temporary")).isEmpty();
  }

  @Test
  void chunkWithAChecksumThatDoesNotFitLeavesNothing() throws Exception {
    // Given
    start("size=32m");
    String first = api.upload(repository, 20L * MEBIBYTE);
    String second = api.upload(repository, 20L * MEBIBYTE);
    assertThat(part(first, 0, 20L * MEBIBYTE).statusCode()).isEqualTo(204);

    // When
    HttpResponse<String> refused =
        service.send(
            service
                .request(second)
                .header("Content-Type", "application/offset+octet-stream")
                .header("Upload-Offset", "0")
                .header("Upload-Checksum", "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                .method("PATCH", body(20L * MEBIBYTE)));

    // Then
    requireFull(refused);
    assertThat(api.offset(second)).isZero();
    assertThat(disk.files(service.pid(), "staging")).allMatch(file -> file.toFile().length() == 0);
  }

  @Test
  void diskWithoutRoomForAnotherFileSaysSoAtEveryStep() throws Exception {
    // Given
    start("size=64m,nr_inodes=80");
    String upload = api.upload(repository, 8);
    assertThat(part(upload, 0, 4).statusCode()).isEqualTo(204);
    List<String> others = List.of(api.upload(repository, 8), api.upload(repository, 8));
    for (String other : others) {
      assertThat(part(other, 0, 4).statusCode()).isEqualTo(204);
    }
    List<String> contents = fillWithFiles();

    // When
    HttpResponse<String> unpublished = part(upload, 4, 4);

    // Then
    requireFull(unpublished);
    requireFull(api.commit(repository, "upload.bin", upload, "strict"));
    assertThat(service.send(service.request(upload).HEAD()).statusCode()).isEqualTo(507);
    requireReadable("file-0", contents.getFirst());
    assertThat(published()).hasSize(contents.size());

    // When
    for (String other : others) {
      assertThat(service.send(service.request(other).DELETE()).statusCode()).isEqualTo(204);
    }

    // Then
    assertThat(api.offset(upload)).isEqualTo(8);
    api.committed(repository, "upload.bin", upload);
    requireReadable("upload.bin", "x".repeat(8));
  }

  /** Commits files until there is room for none, and returns the contents of those that fitted. */
  private List<String> fillWithFiles() throws Exception {
    // None may lie in the directory that the upload of x will need.
    String avoided = hash("x".repeat(8).getBytes(UTF_8)).substring(0, 2);
    List<String> contents = new ArrayList<>();
    while (contents.size() < 80) {
      String content = random(20);
      if (hash(content.getBytes(UTF_8)).startsWith(avoided)) {
        continue;
      }
      HttpResponse<String> answer = inline("file-" + contents.size(), content);
      if (answer.statusCode() != 201) {
        requireFull(answer);
        return contents;
      }
      contents.add(content);
    }
    throw new AssertionError("the disk takes no end of files");
  }

  private HttpResponse<String> append(String url, long offset) throws IOException {
    return part(url, offset, 40L * MEBIBYTE - offset);
  }

  private HttpResponse<String> part(String url, long offset, long length) throws IOException {
    return api.patch(url, offset, body(length));
  }

  private static BodyPublisher body(long length) {
    byte[] piece = "x".repeat((int) Math.min(length, MEBIBYTE)).getBytes(UTF_8);
    var file = new GeneratedFile(length / piece.length + 1, i -> piece);
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofInputStream(() -> new FirstBytes(file.open(), length)), length);
  }

  private HttpResponse<String> inline(String path, String content) throws IOException {
    String body =
        """
        {"message":"m","operations":[{"op":"add","path":"%s","contentBase64":"%s"}]}"""
            .formatted(path, Base64.getEncoder().encodeToString(content.getBytes(UTF_8)));
    return service.json("POST", PackagedApi.ROOT + "/" + repository + "/commits", body);
  }

  private static String random(int length) {
    return UUID.randomUUID().toString().repeat(length);
  }

  private static void requireFull(HttpResponse<String> response) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(507);
    JsonNode problem = JSON.readTree(response.body());
    assertThat(problem.at("/type").asText())
        .isEqualTo("urn:trainyard:problem:insufficient-storage");
    assertThat(problem.at("/detail").asText()).contains("storage of this installation is full");
  }

  private void requireReadable(String path, String content) throws Exception {
    assertThat(service.status("/health/ready")).isEqualTo(200);
    assertThat(api.get(repository, "/tree/main").body()).contains(path);
    var response =
        service.send(service.request("/datasets/" + repository + "/resolve/main/" + path));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(content);
  }

  /** Names of the published blobs, each of which is the hash of its content. */
  private List<String> published() throws Exception {
    List<String> names = new ArrayList<>();
    for (Path blob : disk.files(service.pid(), "blobs")) {
      names.add(blob.getFileName().toString());
      assertThat(hash(Files.readAllBytes(blob))).isEqualTo(names.getLast());
    }
    return names;
  }

  private static String hash(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}
