package dev.trainyard.hub.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The current row of a result, read by column name. */
public final class Row {

  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  public String text(String column) throws SQLException {
    return result.getString(column);
  }

  public long number(String column) throws SQLException {
    return result.getLong(column);
  }

  public int integer(String column) throws SQLException {
    return result.getInt(column);
  }

  /** The number, or null. */
  public Long numberOrNull(String column) throws SQLException {
    long value = result.getLong(column);
    return result.wasNull() ? null : Long.valueOf(value);
  }

  public boolean flag(String column) throws SQLException {
    return result.getBoolean(column);
  }

  public UUID uuid(String column) throws SQLException {
    return result.getObject(column, UUID.class);
  }

  /** The point in time, or null. */
  public Instant instant(String column) throws SQLException {
    OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
