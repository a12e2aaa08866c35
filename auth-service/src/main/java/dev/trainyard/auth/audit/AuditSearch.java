package dev.trainyard.auth.audit;

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
import java.util.UUID;

/** Reads the trail, newest first; each filter has an index that also gives the order. */
@ApplicationScoped
class AuditSearch {

  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

  /** Rows that an export holds at once. */
  private static final int ROWS_AT_ONCE = 1_000;

  private static final String SELECT =
      "SELECT id, at, actor_id, actor, action, target, outcome, request_id, details::text, chain,"
          + " seq FROM audit_entry WHERE (at, id) < (?, ?)";

  private static final String ORDER = " ORDER BY at DESC, id DESC";

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
    Instant before = cursor == null ? Instant.parse("9999-12-31T00:00:00Z") : cursor.instant(0);
    long beforeId = cursor == null ? Long.MAX_VALUE : cursor.number(1);
    List<AuditEventResponse> found = new ArrayList<>();
    try (Connection connection = dataSource.getConnection()) {
      read(connection, filter, before, beforeId, " LIMIT " + (limit + 1), found::add);
    } catch (SQLException e) {
      throw new IllegalStateException("The audit trail cannot be read", e);
    }
    return Page.of(found, limit, event -> event, event -> Cursor.of(event.at(), event.id()));
  }

  /** Hands over every entry of one snapshot, a thousand rows in memory at most. */
  <E extends Exception> void export(AuditFilter filter, Sink<E> sink) throws E {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("SET LOCAL statement_timeout = 0");
      }
      read(connection, filter, Instant.parse("9999-12-31T00:00:00Z"), Long.MAX_VALUE, "", sink);
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException("The audit trail cannot be read", e);
    }
  }

  private <E extends Exception> void read(
      Connection connection,
      AuditFilter filter,
      Instant before,
      long beforeId,
      String limit,
      Sink<E> sink)
      throws SQLException, E {
    Map<String, Object> conditions = filter.conditions();
    StringBuilder sql = new StringBuilder(SELECT);
    conditions.keySet().forEach(condition -> sql.append(" AND ").append(condition));
    sql.append(ORDER).append(limit);
    try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
      statement.setFetchSize(ROWS_AT_ONCE);
      statement.setObject(1, before.atOffset(ZoneOffset.UTC));
      statement.setLong(2, beforeId);
      int parameter = 3;
      for (Object value : conditions.values()) {
        statement.setObject(
            parameter++, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sink.accept(event(rows));
        }
      }
    }
  }

  private AuditEventResponse event(ResultSet row) throws SQLException {
    return new AuditEventResponse(
        row.getLong(1),
        row.getObject(2, OffsetDateTime.class).toInstant(),
        row.getObject(3, UUID.class),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        details(row.getString(9)),
        row.getInt(10),
        row.getLong(11));
  }

  private Map<String, String> details(String text) {
    try {
      return text == null ? null : json.readValue(text, DETAILS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An audit entry holds details of another form", e);
    }
  }
}
