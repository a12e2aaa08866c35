package dev.trainyard.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Calls every operation of a service as every kind of caller and compares the status with a table.
 * The table is a CSV file with the header {@code
 * method,path,anonymous,stranger,reader,writer,owner,administrator}; an operation of the OpenAPI
 * document without a row, and a row without an operation, fail the test.
 */
public final class RouteRoles {

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  private RouteRoles() {}

  /** The callers of the table's columns, in order. */
  public enum Role {
    ANONYMOUS,
    STRANGER,
    READER,
    WRITER,
    OWNER,
    ADMINISTRATOR
  }

  /** One line of the table. */
  public record Row(String method, String path, Map<Role, Integer> expected) {

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /**
   * What to send for one row; {@code body} null sends none.
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

  /** Prepares what one call needs; called once for every row and role, so it may create objects. */
  @FunctionalInterface
  public interface Fixture {
    Call prepare(Row row, Role role);
  }

  /** The bearer token of a role, or null to call without one. */
  @FunctionalInterface
  public interface Credentials {
    String token(Role role);
  }

  /** The tests: first that table and document agree, then one for each row and role. */
  public static Stream<DynamicTest> tests(
      Path openApi, Path table, Credentials credentials, Fixture fixture) {
    List<Row> rows = read(table);
    Stream<DynamicTest> complete =
        Stream.of(
            DynamicTest.dynamicTest(
                "every operation has a row and every row an operation",
                () -> assertThat(names(rows)).isEqualTo(operations(openApi))));
    Stream<DynamicTest> calls =
        rows.stream()
            .flatMap(
                row ->
                    Stream.of(Role.values())
                        .map(
                            role ->
                                DynamicTest.dynamicTest(
                                    row + " as " + role.name().toLowerCase(Locale.ROOT),
                                    () -> call(row, role, credentials, fixture))));
    return Stream.concat(complete, calls);
  }

  private static void call(Row row, Role role, Credentials credentials, Fixture fixture) {
    // Given
    Call call = fixture.prepare(row, role);
    RequestSpecification request =
        given().urlEncodingEnabled(true).pathParams(call.pathParameters()).headers(call.headers());
    String token = credentials.token(role);
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

    // When
    int status = request.redirects().follow(false).request(row.method(), row.path()).statusCode();

    // Then
    assertThat(status).as("%s as %s", row, role).isEqualTo(row.expected().get(role));
  }

  private static Set<String> names(List<Row> rows) {
    Set<String> names = new TreeSet<>();
    rows.forEach(row -> names.add(row.toString()));
    return names;
  }

  private static Set<String> operations(Path openApi) {
    Set<String> operations = new TreeSet<>();
    try {
      JsonNode document = new YAMLMapper().readTree(openApi.toFile());
      document
          .get("paths")
          .properties()
          .forEach(
              path ->
                  path.getValue()
                      .fieldNames()
                      .forEachRemaining(
                          method -> {
                            if (METHODS.contains(method)) {
                              operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                            }
                          }));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return operations;
  }

  private static List<Row> read(Path table) {
    List<Row> rows = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(table).stream().skip(1).toList()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          rows.add(row(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static Row row(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != 2 + Role.values().length) {
      throw new IllegalArgumentException("A row needs one status for each role: " + line);
    }
    Map<Role, Integer> expected = new EnumMap<>(Role.class);
    int column = 2;
    for (Role role : Role.values()) {
      expected.put(role, Integer.parseInt(cells[column++].strip()));
    }
    return new Row(cells[0].strip(), cells[1].strip(), expected);
  }
}
