package dev.trainyard.auth.audit;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Page;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads this service's trail and the collected ones as one, newest first; each filter has an index
 * that also gives the order.
 */
@ApplicationScoped
class AuditSearch {

  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

  /** Rows that an export holds at once. */
  private static final int ROWS_AT_ONCE = 1_000;

  private static final String COLUMNS =
      "id, at, actor_id, actor, action, target, outcome, request_id, details::text AS details,"
          + " chain, seq";

  /** The first condition is for the index, which knows nothing of the service. */
  private static final String OWN =
      "SELECT 'auth' AS service, "
          + COLUMNS
          + " FROM audit_entry WHERE at <= ? AND (at, 'auth', id) < (?, ?, ?)";

  private static final String COLLECTED =
      "SELECT service, "
          + COLUMNS
          + " FROM collected_entry WHERE at <= ? AND (at, service, id) < (?, ?, ?)";

  private static final String ORDER = " ORDER BY at DESC, service DESC, id DESC LIMIT ";

  /** Sees each entry of an export. */
  @FunctionalInterface
  interface Sink<E extends Exception> {
    void accept(AuditEventResponse event) throws E;
  }

  private final AgroalDataSource dataSource;
  private final ObjectMapper json;

  AuditSearch(AgroalDataSource dataSource, ObjectMapper json) {
    this.dataSource = dataSource;
    this.json = json;
  }

  /** One page. */
  Page<AuditEventResponse> list(AuditFilter filter, Cursor cursor, int limit) {
    Place place =
        cursor == null ? Place.END : new Place(cursor.instant(0), cursor.text(1), cursor.number(2));
    try (Connection connection = dataSource.getConnection()) {
      return Page.of(
          read(connection, filter, place, limit + 1),
          limit,
          event -> event,
          event -> Cursor.of(event.at(), event.service(), event.id()));
    } catch (SQLException e) {
      throw new IllegalStateException("The audit trail cannot be read", e);
    }
  }

  /** The one with the number in the trail of the service. */
  Optional<AuditEventResponse> find(String service, long id) {
    boolean own = service.equals(AuditFilter.OWN);
    String sql =
        own
            ? "SELECT 'auth' AS service, " + COLUMNS + " FROM audit_entry WHERE id = ?"
            : "SELECT service, " + COLUMNS + " FROM collected_entry WHERE id = ? AND service = ?";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, id);
      if (!own) {
        statement.setString(2, service);
      }
      return events(statement).stream().findFirst();
    } catch (SQLException e) {
      throw new IllegalStateException("The audit trail cannot be read", e);
    }
  }

  /** Hands over every entry of one snapshot, a thousand rows in memory at most. */
  <E extends Exception> void export(AuditFilter filter, Sink<E> sink) throws E {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      Place place = Place.END;
      List<AuditEventResponse> events;
      do {
        events = read(connection, filter, place, ROWS_AT_ONCE);
        for (AuditEventResponse event : events) {
          sink.accept(event);
          place = new Place(event.at(), event.service(), event.id());
        }
      } while (events.size() == ROWS_AT_ONCE);
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException("The audit trail cannot be read", e);
    }
  }

  private List<AuditEventResponse> read(
      Connection connection, AuditFilter filter, Place place, int limit) throws SQLException {
    Map<String, Object> conditions = filter.conditions();
    String filters = conditions.keySet().stream().map(" AND "::concat).collect(joining());
    List<String> branches = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    if (filter.showsOwn()) {
      branches.add("(" + OWN + filters + ORDER + limit + ")");
      place.addTo(values);
      values.addAll(conditions.values());
    }
    if (filter.showsCollected()) {
      String one = filter.service() == null ? "" : " AND service = ?";
      branches.add("(" + COLLECTED + filters + one + ORDER + limit + ")");
      place.addTo(values);
      values.addAll(conditions.values());
      if (filter.service() != null) {
        values.add(filter.service());
      }
    }
    String sql =
        "SELECT * FROM (" + String.join(" UNION ALL ", branches) + ") AS entry" + ORDER + limit;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        Object value = values.get(i);
        statement.setObject(
            i + 1, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
      }
      return events(statement);
    }
  }

  private List<AuditEventResponse> events(PreparedStatement statement) throws SQLException {
    List<AuditEventResponse> events = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        events.add(event(rows));
      }
    }
    return events;
  }

  /** The entry after which a listing goes on. */
  private record Place(Instant at, String service, long id) {

    static final Place END = new Place(Instant.parse("9999-12-31T00:00:00Z"), "", 0);

    void addTo(List<Object> values) {
      values.addAll(List.of(at, at, service, id));
    }
  }

  private AuditEventResponse event(ResultSet row) throws SQLException {
    return new AuditEventResponse(
        row.getString(1),
        row.getLong(2),
        row.getObject(3, OffsetDateTime.class).toInstant(),
        row.getObject(4, UUID.class),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        details(row.getString(10)),
        row.getInt(11),
        row.getLong(12));
  }

  private Map<String, String> details(String text) {
    try {
      return text == null ? null : json.readValue(text, DETAILS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An audit entry holds details of another form", e);
    }
  }
}
