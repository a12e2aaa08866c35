package dev.trainyard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.testing.AccessMatrix.Call;
import dev.trainyard.testing.AccessMatrix.Fixture;
import dev.trainyard.testing.AccessTable.Caller;
import dev.trainyard.testing.AccessTable.Row;
import dev.trainyard.testing.AccessTable.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DynamicTest;

/**
 * Calls every operation of a service once and compares what the audit trail then tells of that very
 * request with a table: an operation that changes something as the owner, one that reads as an
 * administrator who is no member. The table is a CSV file with the header {@code
 * method,path,action}; the action {@code -} means that there must be no entry. An operation of the
 * OpenAPI document without a row, and a row without an operation, fail the test.
 */
public final class AuditedOperations {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final String NONE = "-";
  private static final String CLIENT = "X-Trainyard-Client";
  private static final int OK = 200;
  private static final String ACTIONS =
      "SELECT action FROM audit_entry WHERE request_id = ? AND outcome = 'success'";

  private AuditedOperations() {}

  /** The tests: first that table and document agree, then one for each row. */
  public static Stream<DynamicTest> tests(
      Path openApi, Path table, Fixture fixture, DataSource trail) {
    List<String[]> rows = read(table);
    return Stream.concat(
        Stream.of(
            DynamicTest.dynamicTest(
                "every operation has a row and every row an operation",
                () -> assertThat(names(rows)).isEqualTo(AccessMatrix.names(openApi)))),
        rows.stream()
            .map(
                cells ->
                    DynamicTest.dynamicTest(
                        String.join(" ", cells), () -> call(cells, fixture, trail))));
  }

  /** What auth-service sends to have somebody erased of whom there is nothing. */
  public static Call erasure() {
    return Call.json(
        Map.of("id", UUID.randomUUID()),
        Map.of(
            "id", UUID.randomUUID(),
            "name", "nobody-in-particular",
            "addresses", List.of("nobody@example.org"),
            "pseudonymId", UUID.randomUUID(),
            "pseudonym", "deleted-0123abcd"));
  }

  private static void call(String[] cells, Fixture fixture, DataSource trail) throws SQLException {
    // Given
    Row row = row(cells);
    Caller caller = READING.contains(row.method()) ? Caller.ADMINISTRATOR : Caller.OWNER;
    Call call = fixture.prepare(row, caller);
    String request = UUID.randomUUID().toString();
    SchemaOwner.run("TRUNCATE audit_sight");

    // When
    int status =
        AccessMatrix.request(call, AccessCallers.token(caller, row, call))
            .headers(client(row, call))
            .header("X-Request-Id", request)
            .redirects()
            .follow(false)
            .request(row.method(), row.path())
            .statusCode();

    // Then
    assertThat(status).as("%s as %s", row, caller).isBetween(200, 299);
    assertThat(actions(trail, request))
        .as("entries of %s as %s", row, caller)
        .isEqualTo(cells[2].equals(NONE) ? List.of() : List.of(cells[2]));
  }

  /** A row whose call must succeed, on something of the organisation. */
  private static Row row(String[] cells) {
    Map<Caller, Integer> succeeding = new EnumMap<>(Caller.class);
    Stream.of(Caller.values()).forEach(caller -> succeeding.put(caller, OK));
    return new Row(cells[0], cells[1], Target.ORGANISATION, succeeding);
  }

  /** What auth-service shows, where the fixture has not shown another service's secret. */
  private static Map<String, String> client(Row row, Call call) {
    return row.path().startsWith("/internal") && !call.headers().containsKey(CLIENT)
        ? Map.of(CLIENT, PlatformTestResource.AUTH_CLIENT)
        : Map.of();
  }

  private static List<String> actions(DataSource trail, String request) throws SQLException {
    try (Connection connection = trail.getConnection();
        PreparedStatement statement = connection.prepareStatement(ACTIONS)) {
      statement.setString(1, request);
      List<String> actions = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          actions.add(rows.getString(1));
        }
      }
      return actions;
    }
  }

  private static Set<String> names(List<String[]> rows) {
    return rows.stream().map(cells -> cells[0] + " " + cells[1]).collect(Collectors.toSet());
  }

  private static List<String[]> read(Path table) {
    try (Stream<String> lines = Files.lines(table)) {
      return lines.skip(1).filter(line -> !line.isBlank()).map(AuditedOperations::cells).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] cells(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != 3) {
      throw new IllegalArgumentException("A row is method, path and action: " + line);
    }
    return cells;
  }
}
