package dev.trainyard.hub.sql;

import java.sql.SQLException;

/** A statement failed for a reason that no caller expects. */
public final class SqlFailedException extends RuntimeException {

  SqlFailedException(SQLException cause) {
    super(cause);
  }
}
