package dev.trainyard.dataset;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.trainyard.testing.PlatformTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class StrictCheckTest {

  private final DatasetApi ada = new DatasetApi();
  private String repository;

  @BeforeEach
  void createRepository() {
    repository = ada.repository();
  }

  static Stream<Arguments> badFiles() {
    return Stream.of(
        Arguments.of("empty.csv", new byte[0], "line 1: the file is empty"),
        Arguments.of("blank.csv", "\n\n  \n", "no content"),
        Arguments.of("zip.csv", "PK\u0003\u0004rest", "ZIP archive"),
        Arguments.of("png.csv", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10}, "PNG image"),
        Arguments.of("binary.tsv", new byte[] {1, 0, 2}, "binary"),
        Arguments.of("json.csv", "{\"a\": 1}\n", "JSON, not csv"),
        Arguments.of("array.csv", "[{\"a\": 1}]\n", "JSON, not csv"),
        Arguments.of("array.jsonl", "[{\"a\": 1}]\n", "JSON array"),
        Arguments.of("page.csv", "<!DOCTYPE html><html>", "HTML"),
        Arguments.of("utf16.csv", "a,b\n1,2\n".getBytes(UTF_16), "UTF-16"),
        Arguments.of("ragged.csv", "a,b\n1,2\n3\n", "line 3: has 1 cells, but there are 2 columns"),
        Arguments.of("wide.csv", "a,b\n1,2,3\n", "line 2: has 3 cells"),
        Arguments.of("quote.csv", "a,b\n1,\"2\n3,4\n", "line 2, column 2: opens a quote"),
        Arguments.of(
            "after.csv", "a,b\n1,\"2\"x\n", "line 2, column 2: has text after a closing quote"),
        Arguments.of(
            "utf8.csv",
            new byte[] {'a', '\n', '1', '\n', (byte) 0xff, '\n'},
            "line 3, column 1: is not valid UTF-8"),
        Arguments.of(
            "utf8.jsonl",
            new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}', '\n'},
            "line 1: is not valid UTF-8"),
        Arguments.of("twice.csv", "a,b,a\n1,2,3\n", "line 1, column a: is there twice"),
        Arguments.of("noname.csv", "a,,c\n1,2,3\n", "line 1, column 2: has no name"),
        Arguments.of("columns.csv", many(3000), "more than 2000 columns"),
        Arguments.of("broken.jsonl", "{\"a\":1}\n{\"a\":}\n", "line 2: is not valid JSON"),
        Arguments.of("more.jsonl", "{\"a\":1} {\"a\":2}\n", "goes on after"),
        Arguments.of("scalar.jsonl", "1\n", "not a JSON object"),
        Arguments.of("keys.jsonl", "{\"a\":1,\"a\":2}\n", "has a key twice"),
        Arguments.of(
            "deep.jsonl", "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}\n", "too deeply"),
        Arguments.of(
            "nul.csv", "a\n" + "x".repeat(600) + "\u0000\n", "line 2, column 1: holds a NUL"));
  }

  private static String many(int columns) {
    return IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(","))
        + "\n";
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void badFileIsRefusedWithFieldAndLine(String path, Object content, String message) {
    ada.commit(repository, null, Map.of(path, content))
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:trainyard:problem:unprocessable"))
        .body("errors[0].field", equalTo("operations[0].path"))
        .body("errors[0].message", containsString(message));
    ada.request().get(DatasetApi.path(repository, "")).then().body("fileCount", equalTo(0));
  }

  @Test
  void hugeCellIsRefused() {
    // Given
    byte[] content = ("a\n" + "x".repeat(3 << 20) + "\n").getBytes(UTF_8);

    // Then
    ada.commit(repository, null, Map.of("cell.csv", ada.uploaded(repository, content)))
        .then()
        .statusCode(422)
        .body(
            "errors[0].message", containsString("line 2, column 1: has a cell of more than 1 MiB"));
  }

  @Test
  void hugeQuotedCellIsRefusedAsAnUnclosedQuote() {
    // Given
    byte[] content = ("a\n\"" + "x\n".repeat(2 << 20)).getBytes(UTF_8);

    // Then
    ada.commit(repository, null, Map.of("cell.csv", ada.uploaded(repository, content)))
        .then()
        .statusCode(422)
        .body("errors[0].message", containsString("line 2, column 1: opens a quote"));
  }

  @Test
  void everyBadFileIsNamed() {
    ada.commit(repository, null, Map.of("a.csv", "", "b.csv", "x,x\n", "ok.csv", "x\n1\n"))
        .then()
        .statusCode(422)
        .body("errors", hasSize(2));
  }

  @Test
  void goodFilesOfEveryKindPass() {
    ada.commit(
            repository,
            "strict",
            Map.of(
                "mark.csv", "\ufeffa,b\r\n1,\"x\r\ny\"\r\n",
                "old.csv", "a,b\r1,2\r",
                "semicolon.csv", "a;b\n1,5;2\n",
                "tab.tsv", "a\tb\n\"1\t2\"\t3\n",
                "lines.jsonl", "{\"a\":1}\r\n{\"b\":[1,{}]}",
                "header.csv", "a,b\n",
                "notes.txt", ""))
        .then()
        .statusCode(201);
  }
}
