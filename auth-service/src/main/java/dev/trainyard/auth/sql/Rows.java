package dev.trainyard.auth.sql;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs statements that are no matter of entities, in the transaction at hand or one of its own. */
@ApplicationScoped
public class Rows {

  private final AgroalDataSource dataSource;

  Rows(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** All rows of a query, or of a statement with RETURNING. */
  public <T> List<T> list(String sql, Mapper<T> mapper, Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement, values);
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(mapper.map(rows));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException("A statement failed with state " + e.getSQLState(), e);
    }
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(String sql, Mapper<T> mapper, Object... values) {
    return list(sql, mapper, values).stream().findFirst();
  }

  /** Runs a statement; returns the number of rows it changed. */
  public int update(String sql, Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement, values);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("A statement failed with state " + e.getSQLState(), e);
    }
  }

  /** A point in time, null where there is none. */
  public static Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static void bind(Connection connection, PreparedStatement statement, Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(
          i + 1,
          values[i] instanceof String[] texts
              ? connection.createArrayOf("text", texts)
              : values[i]);
    }
  }
}
