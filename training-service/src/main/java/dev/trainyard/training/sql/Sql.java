package dev.trainyard.training.sql;

import dev.trainyard.commons.problem.DatabaseFailures;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plain SQL on the connection of the current transaction. Single statements decide the races of the
 * queue and take the event numbers, so no object mapper stands in between.
 */
@ApplicationScoped
public class Sql {

  private final AgroalDataSource dataSource;

  Sql(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** All rows of a query or of a statement with RETURNING. */
  public <T> List<T> list(String statement, Mapper<T> mapper, Object... arguments) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement prepared = bind(connection, statement, arguments);
        ResultSet rows = prepared.executeQuery()) {
      List<T> result = new ArrayList<>();
      while (rows.next()) {
        result.add(mapper.map(rows));
      }
      return result;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(String statement, Mapper<T> mapper, Object... arguments) {
    return list(statement, mapper, arguments).stream().findFirst();
  }

  /** Runs a statement; returns the number of rows it changed. */
  public int update(String statement, Object... arguments) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement prepared = bind(connection, statement, arguments)) {
      return prepared.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Runs one statement for many rows. */
  public void batch(String statement, List<Object[]> rows) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (Object[] row : rows) {
        set(prepared, row);
        prepared.addBatch();
      }
      prepared.executeBatch();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static PreparedStatement bind(
      Connection connection, String statement, Object... arguments) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    try {
      set(prepared, arguments);
      return prepared;
    } catch (SQLException e) {
      prepared.close();
      throw e;
    }
  }

  private static void set(PreparedStatement prepared, Object... arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      Object value = arguments[i];
      prepared.setObject(
          i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
    }
  }

  private static RuntimeException failed(SQLException e) {
    return DatabaseFailures.explained(e)
        .<RuntimeException>map(problem -> problem)
        .orElseGet(
            () -> new IllegalStateException("statement failed with state " + e.getSQLState(), e));
  }
}
