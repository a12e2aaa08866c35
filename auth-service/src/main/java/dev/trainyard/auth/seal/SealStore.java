package dev.trainyard.auth.seal;

import dev.trainyard.data.audit.AuditSeal.Head;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The rows behind the seals: of this service's own trail, and of those that were collected. */
@ApplicationScoped
class SealStore {

  private static final String OWN_HEADS =
      "SELECT chain, seq, hash FROM audit_chain WHERE seq > 0 ORDER BY chain";
  private static final String COLLECTED_HEADS =
      "SELECT chain, seq, hash FROM collected_end WHERE service = ? ORDER BY chain";

  private final AgroalDataSource dataSource;

  SealStore(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The services of which there are collected entries. */
  List<String> collected() {
    return list(
        "SELECT DISTINCT service FROM collected_end ORDER BY service", row -> row.getString(1));
  }

  /** The ends of a collected trail, or for null of the own one. */
  List<Head> heads(String service) {
    return service == null
        ? list(OWN_HEADS, SealStore::head)
        : list(COLLECTED_HEADS, SealStore::head, service);
  }

  /** Stores a seal of a collected trail, or for null of the own one. */
  void add(String service, Instant at, String statement) {
    var time = at.atOffset(ZoneOffset.UTC);
    if (service == null) {
      update("INSERT INTO audit_seal (at, statement) VALUES (?, ?)", time, statement);
    } else {
      update(
          "INSERT INTO collected_seal (service, at, statement) VALUES (?, ?, ?)",
          service,
          time,
          statement);
    }
  }

  Optional<String> newest(String service) {
    List<String> found =
        service == null
            ? list(
                "SELECT statement FROM audit_seal ORDER BY id DESC LIMIT 1",
                row -> row.getString(1))
            : list(
                "SELECT statement FROM collected_seal WHERE service = ? ORDER BY id DESC LIMIT 1",
                row -> row.getString(1),
                service);
    return found.stream().findFirst();
  }

  /** Every seal, the own ones first, each oldest first. */
  List<String> all() {
    List<String> statements =
        list("SELECT statement FROM audit_seal ORDER BY id", row -> row.getString(1));
    statements.addAll(
        list("SELECT statement FROM collected_seal ORDER BY id", row -> row.getString(1)));
    return statements;
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(row.getInt(1), row.getLong(2), HexFormat.of().formatHex(row.getBytes(3)));
  }

  private void update(String sql, Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("A seal cannot be stored", e);
    }
  }

  private <T> List<T> list(String sql, Mapper<T> mapper, Object... values) {
    List<T> found = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(mapper.map(rows));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException("The seals cannot be read", e);
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  /** Reads one row. */
  @FunctionalInterface
  private interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }
}
