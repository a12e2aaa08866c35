package dev.trainyard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;

/**
 * Every POST of a service either takes an {@code Idempotency-Key} or is exempt, with a reason: a
 * CSV file with the header {@code path,reason}. An exempt operation that does not exist, or that
 * takes the key all the same, fails the test.
 */
public final class IdempotentOperations {

  private static final String HEADER = "Idempotency-Key";
  private static final Set<String> ANSWERS = Set.of("409", "422");

  private IdempotentOperations() {}

  /** The tests of one service. */
  public static Stream<DynamicTest> tests(Path openApi, Path exempt) {
    return Stream.of(
        DynamicTest.dynamicTest(
            "every POST takes an idempotency key or is exempt with a reason",
            () -> check(openApi, exempt)));
  }

  private static void check(Path openApi, Path exempt) throws IOException {
    Map<String, String> reasons = read(exempt);
    Set<String> bare = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path :
        new YAMLMapper().readTree(openApi.toFile()).get("paths").properties()) {
      JsonNode post = path.getValue().get("post");
      if (post != null && !isKeyed(post)) {
        bare.add(path.getKey());
      } else if (post != null) {
        assertThat(post.get("responses").fieldNames())
            .toIterable()
            .as("answers of POST %s", path.getKey())
            .containsAll(ANSWERS);
      }
    }
    assertThat(bare)
        .as("operations without an idempotency key are those that are exempt")
        .isEqualTo(reasons.keySet());
    assertThat(reasons.values()).as("reasons").noneMatch(String::isBlank);
  }

  private static boolean isKeyed(JsonNode operation) {
    return StreamSupport.stream(operation.path("parameters").spliterator(), false)
        .anyMatch(
            parameter ->
                parameter.path("in").asText().equals("header")
                    && parameter.path("name").asText().equals(HEADER));
  }

  private static Map<String, String> read(Path table) {
    try (Stream<String> lines = Files.lines(table)) {
      Map<String, String> reasons = new TreeMap<>();
      lines
          .skip(1)
          .filter(line -> !line.isBlank())
          .forEach(
              line -> {
                int comma = line.indexOf(',');
                reasons.put(line.substring(0, comma), line.substring(comma + 1));
              });
      return reasons;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
