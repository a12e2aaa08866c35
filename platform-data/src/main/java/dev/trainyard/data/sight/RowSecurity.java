package dev.trainyard.data.sight;

import dev.trainyard.commons.security.Sight;
import dev.trainyard.data.DataConfig;
import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the database what the work may see that takes a connection: for the transaction, or for the
 * session where there is none. A connection that cannot be told is cut off, so that nothing is ever
 * done with the sight of whoever had it before.
 */
@Singleton
class RowSecurity implements AgroalPoolInterceptor {

  private static final String TELL =
      "SELECT set_config('trainyard.sight_visibilities', ?, ?),"
          + " set_config('trainyard.sight_reads', ?, ?), set_config('trainyard.sight_writes', ?, ?)";

  private final RowSight sight;
  private final boolean on;

  /** What sessions have been told; what a transaction was told ends with it. */
  private final Map<Connection, Sight> told = new ConcurrentHashMap<>();

  RowSecurity(RowSight sight, DataConfig config) {
    this.sight = sight;
    this.on = config.rowSecurity();
  }

  @Override
  public void onConnectionAcquire(Connection connection) {
    if (!on) {
      return;
    }
    Sight now = sight.now();
    try {
      if (!connection.getAutoCommit()) {
        tell(connection, now, true);
      } else if (!now.equals(told.get(connection))) {
        tell(connection, now, false);
        told.put(connection, now);
      }
    } catch (SQLException e) {
      cut(connection, e);
    }
  }

  @Override
  public void onConnectionDestroy(Connection connection) {
    told.remove(connection);
  }

  private static void tell(Connection connection, Sight sight, boolean local) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TELL)) {
      int place = 1;
      for (List<String> words : List.of(sight.visibilities(), sight.reads(), sight.writes())) {
        statement.setString(place++, String.join(" ", words));
        statement.setBoolean(place++, local);
      }
      statement.execute();
    }
  }

  /** Not thrown: the pool would keep the connection, but gives up one that fails in use. */
  private void cut(Connection connection, SQLException reason) {
    Log.warnf("A connection to the database is given up: %s", reason.getMessage());
    told.remove(connection);
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      Log.debug("It had ended", e);
    }
  }
}
