package dev.trainyard.hub.sql;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
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
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Runs the hub's statements, which are upserts, fences and key ranges that an object mapper would
 * only be in the way of. A call joins the transaction at hand, or is one of its own.
 */
@ApplicationScoped
public class Sql {

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String DISK_FULL = "53100";

  private final AgroalDataSource dataSource;

  Sql(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Reads one row of a result. */
  @FunctionalInterface
  public interface RowMapper<T> {
    T map(Row row) throws SQLException;
  }

  /** All rows; the statement bounds their number. */
  public <T> List<T> list(String statement, RowMapper<T> mapper, Object... parameters) {
    return run(
        statement,
        parameters,
        prepared -> {
          try (ResultSet result = prepared.executeQuery()) {
            List<T> rows = new ArrayList<>();
            var row = new Row(result);
            while (result.next()) {
              rows.add(mapper.map(row));
            }
            return rows;
          }
        });
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(String statement, RowMapper<T> mapper, Object... parameters) {
    return list(statement, mapper, parameters).stream().findFirst();
  }

  /**
   * The number of rows that changed.
   *
   * @throws DuplicateRowException when a unique constraint refuses the change
   */
  public int update(String statement, Object... parameters) {
    return run(statement, parameters, PreparedStatement::executeUpdate);
  }

  private <T> T run(String statement, Object[] parameters, Step<T> step) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < parameters.length; i++) {
        bind(connection, prepared, i + 1, parameters[i]);
      }
      return step.run(prepared);
    } catch (PSQLException e) {
      ServerErrorMessage message = e.getServerErrorMessage();
      if (UNIQUE_VIOLATION.equals(e.getSQLState()) && message != null) {
        throw new DuplicateRowException(message.getConstraint(), e);
      }
      if (DISK_FULL.equals(e.getSQLState())) {
        throw ProblemException.of(
            ProblemType.INSUFFICIENT_STORAGE, "The disk of the database is full", e);
      }
      throw new SqlFailedException(e);
    } catch (SQLException e) {
      throw new SqlFailedException(e);
    }
  }

  private static void bind(Connection connection, PreparedStatement prepared, int at, Object value)
      throws SQLException {
    switch (value) {
      case Instant instant ->
          prepared.setObject(at, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
      case String[] texts -> prepared.setArray(at, connection.createArrayOf("text", texts));
      case Long[] numbers -> prepared.setArray(at, connection.createArrayOf("bigint", numbers));
      case null, default -> prepared.setObject(at, value);
    }
  }

  /** What is done with a prepared statement. */
  @FunctionalInterface
  private interface Step<T> {
    T run(PreparedStatement prepared) throws SQLException;
  }
}
