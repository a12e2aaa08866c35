package dev.trainyard.dataset.packaged;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are not what they should be, at full size, against the jar with a heap of 128 MB. */
class BadInputIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MEBIBYTE = 1 << 20;

  @TempDir private static Path directory;
  private static PackagedService service;
  private static PackagedApi api;

  @BeforeAll
  static void start() throws Exception {
    service = new PackagedService(directory, directory.resolve("blobs"));
    api = new PackagedApi(service);
    service.start();
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
  }

  @AfterEach
  void serviceGoesOn() throws IOException {
    assertThat(service.isAlive()).as("the service outlived the file").isTrue();
    assertThat(service.status("/health/ready")).isEqualTo(200);
    assertThat(service.peakResidentKiB()).isLessThan(500L << 10);
  }

  /**
   * A file and what is said about it.
   *
   * @param seen whether the check at the commit finds the fault, too, and not the profile alone
   * @param column null when the whole line is meant
   */
  record Case(
      String path, GeneratedFile file, boolean seen, long line, String column, String message) {

    @Override
    public String toString() {
      return path;
    }
  }

  static Stream<Case> hugeFiles() {
    byte[] letters = "x".repeat(MEBIBYTE).getBytes(UTF_8);
    byte[] commas = "a,".repeat(MEBIBYTE / 2).getBytes(UTF_8);
    byte[] rows = "1,2\n".repeat(MEBIBYTE / 4).getBytes(UTF_8);
    byte[] records = "{\"a\":1}\n".repeat(MEBIBYTE / 8).getBytes(UTF_8);
    long rowsBefore = 1 + 200L * MEBIBYTE / 4;
    return Stream.of(
        new Case("one-line.csv", pieces("", letters, ""), true, 1, "1", "more than 1 MiB"),
        new Case("one-line-of-cells.csv", pieces("", commas, ""), true, 1, null, "2000 columns"),
        new Case("one-cell.tsv", pieces("a\tb\n1\t", letters, ""), true, 2, "2", "1 MiB"),
        new Case("one-line.jsonl", pieces("{\"a\":\"", letters, "\"}"), true, 1, null, "4 MiB"),
        new Case(
            "second-line.jsonl",
            pieces("{\"a\":1}\n{\"a\":\"", letters, "\"}"),
            true,
            2,
            null,
            "4 MiB"),
        new Case("spaces.jsonl", pieces("", spaces(), ""), true, 1, null, "no content"),
        new Case("quote.csv", pieces("a,b\n1,\"", letters, ""), true, 2, "2", "opens a quote"),
        new Case(
            "late-quote.csv",
            pieces("a,b\n", rows, "1,\"2\n"),
            false,
            rowsBefore + 1,
            "2",
            "quote"),
        new Case(
            "late-ragged.csv",
            pieces("a,b\n", rows, "1,2,3\n"),
            false,
            rowsBefore + 1,
            null,
            "3 cells"),
        new Case(
            "late-utf8.csv",
            pieces("a,b\n", rows, "1,\u00e9\n"),
            false,
            rowsBefore + 1,
            "2",
            "UTF-8"),
        new Case(
            "late-nul.csv", pieces("a,b\n", rows, "\u0000,1\n"), false, rowsBefore + 1, "1", "NUL"),
        new Case(
            "late-json.jsonl",
            pieces("", records, "{\"a\":}\n"),
            false,
            200L * MEBIBYTE / 8 + 1,
            null,
            "not valid JSON at character"));
  }

  private static GeneratedFile pieces(String first, byte[] part, String last) {
    return GeneratedFile.of(first.getBytes(ISO_8859_1), part, 200, last.getBytes(ISO_8859_1));
  }

  private static byte[] spaces() {
    return " ".repeat(MEBIBYTE).getBytes(UTF_8);
  }

  static Stream<Case> smallFiles() {
    return Stream.of(
        small("empty.csv", new byte[0], 1, null, "the file is empty"),
        small("empty.jsonl", new byte[0], 1, null, "the file is empty"),
        small("wide.csv", wide(100_000), 1, null, "more than 2000 columns"),
        small("wide.jsonl", wideJson(100_000), 1, null, "more than 2000 different keys"),
        small("image.csv", "\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR", 1, null, "a PNG image"),
        small("archive.jsonl", "PK\u0003\u0004\u0014\u0000", 1, null, "a ZIP archive"),
        small("packed.csv", gzip("a,b\n1,2\n"), 1, null, "a gzip file; unpack it first"),
        small("noise.tsv", "\u0001\u0000\u0002\u00ff", 1, null, "binary"),
        small("ragged.csv", "a,b\n1,2\n3\n", 3, null, "has 1 cells, but there are 2 columns"),
        small("quote.csv", "a,b\n1,\"2\n3,4\n", 2, "2", "opens a quote"),
        small("utf8.csv", "a,b\n1,\u00e9\n", 2, "2", "not valid UTF-8"),
        small("utf8.jsonl", "{\"a\":1}\n{\"a\":\"\u00e9\"}\n", 2, null, "not valid UTF-8"),
        small("half.jsonl", "{\"a\":\"\\ud800\"}\n", 1, "a", "half a character"),
        small("twice.csv", "a,b,a\n1,2,3\n", 1, "a", "is there twice"),
        small("unnamed.csv", "a,,c\n1,2,3\n", 1, "2", "has no name"),
        small("unnamed.jsonl", "{\"\":1}\n", 1, null, "a key without a name"),
        small("nan.jsonl", "{\"a\":1}\n{\"a\":NaN}\n", 2, null, "not valid JSON at character"),
        small("utf16.csv", "\u00ff\u00fea\u0000,\u0000", 1, null, "UTF-16 text; save it as UTF-8"),
        small("utf16-unmarked.csv", "a,b\n1,2\n".getBytes(UTF_16LE), 1, null, "binary"),
        small("list.jsonl", list(3 * MEBIBYTE), 1, "a", "more than 1 MiB"),
        small("keys.jsonl", nestedKeys(250_000), 1, "a", "more than 1 MiB"),
        small("deep.jsonl", "{\"a\":" + "[".repeat(MEBIBYTE) + "\n", 1, null, "too deeply"));
  }

  private static Case small(String path, String latin1, long line, String column, String message) {
    return small(path, latin1.getBytes(ISO_8859_1), line, column, message);
  }

  private static Case small(String path, byte[] content, long line, String column, String message) {
    return new Case(path, GeneratedFile.of(content), true, line, column, message);
  }

  private static String wide(int columns) {
    String names =
        IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    return names + "\n" + "1,".repeat(columns - 1) + "1\n";
  }

  private static String wideJson(int keys) {
    return IntStream.range(0, keys)
        .mapToObj(i -> "\"k" + i + "\":1")
        .collect(Collectors.joining(",", "{", "}\n"));
  }

  private static String list(int length) {
    return "{\"a\":[" + "11,".repeat(length / 3) + "11]}\n";
  }

  private static String nestedKeys(int keys) {
    return "{\"a\":" + wideJson(keys).strip() + "}\n";
  }

  private static byte[] gzip(String text) {
    var bytes = new ByteArrayOutputStream();
    try (var packed = new GZIPOutputStream(bytes)) {
      packed.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @MethodSource({"hugeFiles", "smallFiles"})
  void badFileIsRefusedAndItsProfileSaysWhatIsWrongAndWhere(Case bad) throws IOException {
    // Given
    String repository = api.repository();
    String url = uploaded(repository, bad.file());

    // When
    HttpResponse<String> strict = api.commit(repository, bad.path(), url, "strict");

    // Then
    if (bad.seen()) {
      assertThat(strict.statusCode()).as(strict.body()).isEqualTo(422);
      JsonNode error = JSON.readTree(strict.body()).at("/errors/0");
      assertThat(error.at("/field").asText()).isEqualTo("operations[0].path");
      assertThat(error.at("/message").asText())
          .contains("line " + bad.line(), bad.message())
          .contains(bad.column() == null ? "" : "column " + bad.column());
      assertThat(api.commit(repository, bad.path(), url, "none").statusCode()).isEqualTo(201);
    } else {
      assertThat(strict.statusCode()).as(strict.body()).isEqualTo(201);
    }
    JsonNode profile = api.finishedProfile(repository);
    assertThat(profile.at("/status").asText()).isEqualTo("failed");
    assertThat(profile.at("/problem/line").asLong()).isEqualTo(bad.line());
    assertThat(profile.at("/problem/column").asText(null)).isEqualTo(bad.column());
    assertThat(profile.at("/problem/message").asText()).contains(bad.message());
    assertThat(api.get(repository, "/rows/main").statusCode()).isIn(200, 422);
  }

  private static String uploaded(String repository, GeneratedFile file) throws IOException {
    long length = file.length();
    String url = api.upload(repository, length);
    if (length > 0) {
      var body = BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(file::open), length);
      assertThat(api.patch(url, 0, body).statusCode()).isEqualTo(204);
    }
    return url;
  }

  private static JsonNode profiled(String path, GeneratedFile file) throws IOException {
    String repository = api.repository();
    api.committed(repository, path, uploaded(repository, file));
    JsonNode profile = api.finishedProfile(repository);
    assertThat(profile.at("/status").asText()).as(profile.toString()).isEqualTo("ready");
    HttpResponse<String> rows = api.get(repository, "/rows/main");
    assertThat(rows.statusCode()).as(rows.body()).isEqualTo(200);
    return profile;
  }

  @Test
  void byteOrderMarkIsNoPartOfTheFirstName() throws IOException {
    assertThat(profiled("mark.csv", GeneratedFile.of("\ufeffa,b\n1,2\n")).at("/columns/0/name"))
        .hasToString("\"a\"");
  }

  @Test
  void numbersThatAreNotFiniteAreCountedApart() throws IOException {
    // When
    JsonNode column =
        profiled("n.csv", GeneratedFile.of("x\n1\nNaN\ninf\n-Infinity\n1e999\n3\n"))
            .at("/columns/0");

    // Then
    assertThat(column.at("/type").asText()).isEqualTo("number");
    assertThat(column.at("/nonFiniteCount").asLong()).isEqualTo(4);
    assertThat(column.at("/max").asDouble()).isEqualTo(3);
  }

  @Test
  void charactersOutsideTheBasicPlaneSurviveWhereLongCellsAreCut() throws IOException {
    // Given
    String faces = "\ud83d\ude00".repeat(900);

    // Then
    profiled("faces.csv", GeneratedFile.of("a,b\nx" + faces + "," + faces + "\n"));
  }

  @Test
  void columnsThatAppearOneByOneDoNotFillTheMemory() throws IOException {
    // When
    JsonNode profile =
        profiled("growing.jsonl", new GeneratedFile(12_000, i -> growing((int) i).getBytes(UTF_8)));

    // Then
    assertThat(profile.at("/columns").size()).isEqualTo(2000);
  }

  /** First 2,000 columns, one a row; then as many new values as each column may remember. */
  private static String growing(int row) {
    int columns = row < 2000 ? row + 1 : Math.min(2000, 200_000 / (row - 1999));
    return IntStream.range(row < 2000 ? row : 0, columns)
        .mapToObj(k -> "\"k%d\":\"a value that nobody said before %d-%d\"".formatted(k, row, k))
        .collect(Collectors.joining(",", "{", "}\n"));
  }

  @Test
  void manyLongDifferentTextsDoNotFillTheMemory() throws IOException {
    // Given
    String header =
        IntStream.range(0, 20).mapToObj(i -> "c" + i).collect(Collectors.joining(",")) + "\n";

    // When
    JsonNode profile =
        profiled(
            "long-texts.csv",
            new GeneratedFile(
                12_001,
                i ->
                    (i == 0
                            ? header
                            : IntStream.range(0, 20)
                                .mapToObj(k -> i + "-" + k + "ж".repeat(190))
                                .collect(Collectors.joining(",", "", "\n")))
                        .getBytes(UTF_8)));

    // Then
    assertThat(profile.at("/columns/0/distinctCount").asDouble()).isBetween(11_400.0, 12_600.0);
  }

  @Test
  void manyCommitsOfLongRecordsAtOnceDoNotFillTheMemory() throws IOException {
    // Given
    byte[] record =
        "{\"a\":\"%1$s\",\"b\":\"%1$s\",\"c\":\"%1$s\"}\n"
            .formatted("ж".repeat(MEBIBYTE / 2 - 10))
            .getBytes(UTF_8);
    String repository = api.repository();
    String url = uploaded(repository, new GeneratedFile(20, i -> record));
    String commit = api.committed(repository, "long.jsonl", url);

    // When
    List<CompletableFuture<Integer>> answers =
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            i % 2 == 0
                                ? status(repository, "/rows/" + commit + "?limit=200")
                                : longCommit(repository, record, i),
                        Thread::startVirtualThread))
            .toList();

    // Then
    assertThat(answers.stream().map(CompletableFuture::join))
        .allMatch(status -> Set.of(200, 201, 429).contains(status));
  }

  private static int status(String repository, String rest) {
    try {
      return api.get(repository, rest).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Uploads and commits a file of long records. */
  private static int longCommit(String repository, byte[] record, int number) {
    try {
      String url = uploaded(repository, new GeneratedFile(20, i -> record));
      return api.commit(repository, "long-" + number + ".jsonl", url, "strict").statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
