package dev.trainyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.gateway.fake.Platform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bodies four times the memory of the packaged gateway, which would end if it held one. */
@QuarkusIntegrationTest
@QuarkusTestResource(Platform.class)
class StreamingIT {

  private static final long SIZE = 256L << 20;
  private static final String UPLOAD = "/api/v1/datasets/ada/iris/uploads/1";

  @Test
  void bodiesStreamBothWaysAtOnce() throws Exception {
    // Given
    BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new Zeros(SIZE));
    BodyPublisher measured = BodyPublishers.fromPublisher(chunked, SIZE);

    // When
    List<Future<String>> answers;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          Stream.of(
                  threads.submit(() -> upload(chunked)),
                  threads.submit(() -> upload(measured)),
                  threads.submit(() -> download("?bytes=" + SIZE)),
                  threads.submit(() -> download("?chunked&bytes=" + SIZE)))
              .toList();
    }

    // Then
    assertThat(answers.get(0).get()).contains("\"bytes\":" + SIZE);
    assertThat(answers.get(1).get()).contains("\"bytes\":" + SIZE);
    assertThat(answers.get(2).get()).isEqualTo("200 " + SIZE);
    assertThat(answers.get(3).get()).isEqualTo("200 " + SIZE);
  }

  private static String upload(BodyPublisher body) throws IOException, InterruptedException {
    try (var client = client()) {
      return client
          .send(
              HttpRequest.newBuilder(uri(UPLOAD)).method("PATCH", body).build(),
              BodyHandlers.ofString())
          .body();
    }
  }

  private static String download(String query) throws IOException, InterruptedException {
    try (var client = client()) {
      URI uri = uri("/datasets/ada/iris/resolve/main/large.bin" + query);
      HttpResponse<InputStream> response =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
      long bytes = 0;
      try (InputStream in = response.body()) {
        byte[] buffer = new byte[64 * 1024];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          bytes += n;
        }
      }
      return response.statusCode() + " " + bytes;
    }
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static URI uri(String path) {
    return Platform.uri(path);
  }

  /** As many zeros as asked for, without holding them. */
  private static final class Zeros extends InputStream {

    private long left;

    Zeros(long length) {
      this.left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      Arrays.fill(target, offset, offset + count, (byte) 0);
      left -= count;
      return count;
    }
  }
}
