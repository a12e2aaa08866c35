package dev.trainyard.benchmarks;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Upload by tus and download of one file of random bytes; digests are compared at the end. */
final class FileScenario {

  private static final int CHUNK = 64 << 20;

  private final Api api;
  private final String namespace;

  FileScenario(Api api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  Map<String, Object> run(long bytes)
      throws IOException, InterruptedException, GeneralSecurityException {
    String repository = namespace + "/bench-file";
    api.create("/api/v1/datasets", Map.of("namespace", namespace, "name", "bench-file"));
    MessageDigest sent = MessageDigest.getInstance("SHA-256");

    long begin = System.nanoTime();
    String upload = upload(repository, bytes, sent);
    double uploadSeconds = (System.nanoTime() - begin) / 1e9;

    begin = System.nanoTime();
    api.commit(repository, "random.bin", upload);
    double commitSeconds = (System.nanoTime() - begin) / 1e9;

    begin = System.nanoTime();
    MessageDigest received = download(repository);
    double downloadSeconds = (System.nanoTime() - begin) / 1e9;

    api.delete("/api/v1/datasets/" + repository);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("bytes", bytes);
    result.put("uploadMBps", Math.round(bytes / 1e6 / uploadSeconds));
    result.put("commitSeconds", Math.round(commitSeconds * 100) / 100.0);
    result.put("downloadMBps", Math.round(bytes / 1e6 / downloadSeconds));
    result.put("sha256Equal", MessageDigest.isEqual(sent.digest(), received.digest()));
    return result;
  }

  private String upload(String repository, long bytes, MessageDigest digest)
      throws IOException, InterruptedException {
    String name = Base64.getEncoder().encodeToString("random.bin".getBytes(StandardCharsets.UTF_8));
    var created =
        api.client()
            .send(
                tus("/api/v1/datasets/" + repository + "/uploads")
                    .header("Upload-Length", Long.toString(bytes))
                    .header("Upload-Metadata", "filename " + name)
                    .POST(BodyPublishers.noBody())
                    .build(),
                BodyHandlers.ofString());
    if (created.statusCode() != 201) {
      throw new IOException("creation answered " + created.statusCode() + ": " + created.body());
    }
    URI location = api.origin().resolve(created.headers().firstValue("Location").orElseThrow());
    var random = new SplittableRandom(7);
    for (long offset = 0; offset < bytes; ) {
      int length = (int) Math.min(CHUNK, bytes - offset);
      InputStream chunk = new DigestInputStream(new RandomBytes(random, length), digest);
      var answer =
          api.client()
              .send(
                  tus(location.getPath())
                      .timeout(Duration.ofMinutes(10))
                      .header("Upload-Offset", Long.toString(offset))
                      .header("Content-Type", "application/offset+octet-stream")
                      .method(
                          "PATCH",
                          BodyPublishers.fromPublisher(
                              BodyPublishers.ofInputStream(() -> chunk), length))
                      .build(),
                  BodyHandlers.ofString());
      if (answer.statusCode() != 204) {
        throw new IOException("a chunk answered " + answer.statusCode() + ": " + answer.body());
      }
      offset += length;
    }
    return location.getPath().substring(location.getPath().lastIndexOf('/') + 1);
  }

  private MessageDigest download(String repository)
      throws IOException, InterruptedException, GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    var response =
        api.client()
            .send(
                api.request("/datasets/" + repository + "/resolve/main/random.bin")
                    .timeout(Duration.ofMinutes(10))
                    .GET()
                    .build(),
                BodyHandlers.ofInputStream());
    byte[] buffer = new byte[1 << 16];
    try (InputStream body = response.body()) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return digest;
  }

  private HttpRequest.Builder tus(String path) {
    return api.request(path).header("Tus-Resumable", "1.0.0");
  }

  /** A given number of pseudo-random bytes; cheap to make, and nothing can compress them. */
  private static final class RandomBytes extends FilterInputStream {

    private final SplittableRandom random;
    private long left;

    RandomBytes(SplittableRandom random, long length) {
      super(InputStream.nullInputStream());
      this.random = random;
      this.left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? random.nextInt(256) : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      byte[] bytes = new byte[count];
      random.nextBytes(bytes);
      System.arraycopy(bytes, 0, buffer, offset, count);
      left -= count;
      return count;
    }
  }
}
