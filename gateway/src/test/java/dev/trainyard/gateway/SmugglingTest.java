package dev.trainyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.gateway.fake.Platform;
import dev.trainyard.gateway.fake.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests whose end two readers could see in two places: each is refused, its connection ends, and
 * what was hidden behind it is never a request.
 */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class SmugglingTest {

  private static final String POST = "POST /api/v1/models HTTP/1.1\r\nHost: localhost\r\n";
  private static final String GET = "GET /api/v1/models HTTP/1.1\r\nHost: localhost\r\n";
  private static final String HIDDEN =
      "GET /api/v1/models?hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";

  static Stream<Arguments> attacks() {
    return Stream.of(
        Arguments.of(
            "CL.TE",
            POST + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN),
        Arguments.of(
            "TE.CL",
            POST
                + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\n"
                + HIDDEN
                + "\r\n0\r\n\r\n"),
        Arguments.of(
            "TE.TE two headers",
            POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
        Arguments.of(
            "TE.TE unknown coding", POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + HIDDEN),
        Arguments.of(
            "TE.TE chunked not last",
            POST + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + HIDDEN),
        Arguments.of(
            "TE.TE control character",
            POST + "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n" + HIDDEN),
        Arguments.of(
            "TE in HTTP/1.0",
            "POST /api/v1/models HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "0\r\n\r\n"
                + HIDDEN),
        Arguments.of(
            "two lengths", POST + "Content-Length: 0\r\nContent-Length: 44\r\n\r\n" + HIDDEN),
        Arguments.of("length list", POST + "Content-Length: 0, 44\r\n\r\n" + HIDDEN),
        Arguments.of("signed length", POST + "Content-Length: +0\r\n\r\n" + HIDDEN),
        Arguments.of("negative length", POST + "Content-Length: -1\r\n\r\n" + HIDDEN),
        Arguments.of("hexadecimal length", POST + "Content-Length: 0x0\r\n\r\n" + HIDDEN),
        Arguments.of("space before colon", POST + "Content-Length : 44\r\n\r\n" + HIDDEN),
        Arguments.of(
            "space before colon of TE",
            POST + "Transfer-Encoding : chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n" + HIDDEN),
        Arguments.of(
            "folded TE", POST + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" + HIDDEN),
        Arguments.of("folded length", POST + "Content-Length: 4\r\n 4\r\n\r\n" + HIDDEN),
        Arguments.of("bare LF", GET.replace("\r\n", "\n") + "\n" + HIDDEN),
        Arguments.of("bare LF in a header", GET + "X-A: b\nX-B: c\r\n\r\n" + HIDDEN),
        Arguments.of("bare CR in a header", GET + "X-A: b\rX-B: c\r\n\r\n" + HIDDEN),
        Arguments.of("NUL in a header", GET + "X-A: b\0c\r\n\r\n" + HIDDEN),
        Arguments.of("two hosts", GET + "Host: evil.example\r\n\r\n" + HIDDEN),
        Arguments.of("no host", "GET /api/v1/models HTTP/1.1\r\n\r\n" + HIDDEN),
        Arguments.of(
            "absolute form", "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void ambiguousRequestIsRefusedAndNothingBehindItIsRead(String name, String request)
      throws IOException {
    // When
    String answer = Wire.exchange(request);

    // Then
    assertThat(Wire.status(answer)).as(answer).isEqualTo(400);
    assertThat(Wire.answers(answer)).as(answer).isEqualTo(1);
    assertThat(answer).doesNotContain("hidden");
  }

  static Stream<Arguments> brokenBodies() {
    return Stream.of(
        Arguments.of(
            "LF in a chunk extension",
            POST + "Transfer-Encoding: chunked\r\n\r\n0;a\n\r\n\r\n" + HIDDEN),
        Arguments.of(
            "chunk size with a sign",
            POST + "Transfer-Encoding: chunked\r\n\r\n+5\r\nhello\r\n0\r\n\r\n" + HIDDEN),
        Arguments.of(
            "chunk size that overflows",
            POST + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nx\r\n" + HIDDEN));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenBodies")
  void brokenBodyEndsTheConnection(String name, String request) throws IOException {
    // When
    String answer = Wire.exchange(request);

    // Then
    assertThat(Wire.answers(answer)).isLessThanOrEqualTo(1);
    assertThat(answer).doesNotContain("hidden", " 200 OK");
  }

  @Test
  void foldedHeaderReachesAServiceInOneLine() throws IOException {
    // When
    String answer = Wire.exchange(GET + "X-Note: one\r\n two\r\nConnection: close\r\n\r\n");

    // Then
    assertThat(Wire.status(answer)).isEqualTo(200);
    assertThat(answer).contains("\"x-note\":\"one two\"");
  }

  @Test
  void chunkExtensionsEndHere() throws IOException {
    // When
    String answer =
        Wire.exchange(
            POST
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + "5;name=value\r\nhello\r\n0\r\n\r\n");

    // Then
    assertThat(Wire.status(answer)).isEqualTo(200);
    assertThat(answer).contains("\"bytes\":5").doesNotContain("name=value");
  }

  @Test
  void honestPipelineIsAnsweredInOrder() throws IOException {
    // When
    String answer = Wire.exchange(GET + "\r\n" + GET + "Connection: close\r\n\r\n");

    // Then
    assertThat(Wire.answers(answer)).isEqualTo(2);
  }
}
