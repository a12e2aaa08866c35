package dev.trainyard.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trainyard.testing.AccessTable.Caller;
import dev.trainyard.testing.AccessTable.Row;
import dev.trainyard.testing.AccessTable.Target;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Calls every operation of a service as every kind of caller on every kind of target and compares
 * the status with an {@link AccessTable}. An operation of the OpenAPI document without rows, a row
 * without an operation, and an operation with some of the targets but not all of them fail.
 */
public final class AccessMatrix {

  /** The organisation in which the callers have their roles. */
  public static final String ORGANISATION = "matrix-org";

  /** A namespace in which no caller has a role. */
  public static final String FOREIGN = "matrix-foreign";

  /** A namespace that nobody has. */
  private static final String NOWHERE = "matrix-nowhere";

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  private static final Set<Target> TARGETS = EnumSet.complementOf(EnumSet.of(Target.NONE));

  private AccessMatrix() {}

  /**
   * What to send; {@code body} null sends none.
   *
   * @param pathParameters by name as in the path template
   */
  public record Call(
      Map<String, ?> pathParameters, String contentType, Object body, Map<String, ?> headers) {

    /** A call without a body. */
    public static Call of(Map<String, ?> pathParameters) {
      return new Call(pathParameters, null, null, Map.of());
    }

    /** A call with a JSON body. */
    public static Call json(Map<String, ?> pathParameters, Object body) {
      return new Call(pathParameters, "application/json", body, Map.of());
    }
  }

  /**
   * Prepares what one call needs; called once for every row and caller. Objects may be shared by
   * calls that change nothing, which {@link Row#changesAs} tells.
   */
  @FunctionalInterface
  public interface Fixture {
    Call prepare(Row row, Caller caller);
  }

  /** The bearer token for a prepared call, or null to call without one. */
  @FunctionalInterface
  public interface Credentials {
    String token(Caller caller, Row row, Call call);
  }

  /** The tests: first that table and document agree, then one for each row. */
  public static Stream<DynamicTest> tests(
      Path openApi, Path table, Credentials credentials, Fixture fixture) {
    List<Row> rows = AccessTable.read(table);
    Stream<DynamicTest> complete =
        Stream.of(
            DynamicTest.dynamicTest(
                "every operation has its rows and every row an operation",
                () -> assertThat(targets(rows)).isEqualTo(operations(openApi, rows))));
    Stream<DynamicTest> calls =
        rows.stream()
            .map(
                row ->
                    DynamicTest.dynamicTest(
                        row.toString(),
                        () ->
                            assertThat(observe(row, credentials, fixture))
                                .as("%s", row)
                                .isEqualTo(row.expected())));
    return Stream.concat(complete, calls);
  }

  /** The namespace that a row's target lies in for a caller. */
  public static String namespace(Row row, Caller caller) {
    return switch (row.target()) {
      case FOREIGN -> FOREIGN;
      case OWN -> caller.isPerson() ? nameOf(caller) : ORGANISATION;
      case ORGANISATION, NONE -> ORGANISATION;
      // What names its namespace in the body, instead of in the path, is about to make something.
      case MISSING -> row.path().contains("{") ? ORGANISATION : NOWHERE;
    };
  }

  /** The name of a caller who is a person. */
  public static String nameOf(Caller caller) {
    return "matrix-" + caller.text();
  }

  private static Map<Caller, Integer> observe(Row row, Credentials credentials, Fixture fixture) {
    Map<Caller, Integer> seen = new EnumMap<>(Caller.class);
    for (Caller caller : row.expected().keySet()) {
      Call call = fixture.prepare(row, caller);
      seen.put(caller, status(row, call, credentials.token(caller, row, call)));
    }
    return seen;
  }

  private static int status(Row row, Call call, String token) {
    return request(call, token)
        .redirects()
        .follow(false)
        .request(row.method(), row.path())
        .statusCode();
  }

  static RequestSpecification request(Call call, String token) {
    RequestSpecification request =
        given().urlEncodingEnabled(true).pathParams(call.pathParameters()).headers(call.headers());
    if (token != null) {
      request.auth().oauth2(token);
    }
    if (call.body() != null) {
      request.contentType(call.contentType());
      switch (call.body()) {
        case byte[] bytes -> request.body(bytes);
        case String text -> request.body(text);
        default -> request.body(call.body());
      }
    }
    return request;
  }

  private static Map<String, Set<Target>> targets(List<Row> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                Row::operation,
                TreeMap::new,
                Collectors.mapping(Row::target, Collectors.toCollection(TreeSet::new))));
  }

  /** What the rows must cover: all targets where one of them is covered, at least something. */
  private static Map<String, Set<Target>> operations(Path openApi, List<Row> rows) {
    Map<String, Set<Target>> covered = targets(rows);
    Map<String, Set<Target>> needed = new TreeMap<>();
    for (String operation : names(openApi)) {
      boolean aboutNothing = covered.getOrDefault(operation, TARGETS).equals(Set.of(Target.NONE));
      needed.put(operation, aboutNothing ? Set.of(Target.NONE) : TARGETS);
    }
    return needed;
  }

  static Set<String> names(Path openApi) {
    Set<String> names = new TreeSet<>();
    try {
      JsonNode paths = new YAMLMapper().readTree(openApi.toFile()).get("paths");
      paths
          .properties()
          .forEach(
              path ->
                  path.getValue()
                      .fieldNames()
                      .forEachRemaining(
                          method -> {
                            if (METHODS.contains(method)) {
                              names.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                            }
                          }));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }
}
