package dev.trainyard.data.sight;

import dev.trainyard.commons.security.Sight;
import dev.trainyard.data.DataConfig;
import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.postgresql.PGConnection;

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

  /**
   * What sessions have been told; what a transaction was told ends with it. By the driver's own
   * connection, since the pool wraps it anew each time.
   */
  private final Map<PGConnection, Sight> told = Collections.synchronizedMap(new WeakHashMap<>());

  RowSecurity(RowSight sight, DataConfig config) {
    this.sight = sight;
    this.on = config.rowSecurity();
  }

  /** Never throws: the pool would hand the connection to others while a transaction has it. */
  @Override
  public void onConnectionAcquire(Connection connection) {
    if (!on) {
      return;
    }
    PGConnection own;
    try {
      own = connection.unwrap(PGConnection.class);
    } catch (SQLException e) {
      Log.debug("The connection has ended; whoever uses it will be told", e);
      return;
    }
    try {
      tell(connection, own, now());
    } catch (SQLException e) {
      cut(own, e);
    }
  }

  private Sight now() {
    try {
      return sight.now();
    } catch (RuntimeException e) {
      Log.warnf("Who asks is not known: %s", e.getMessage());
      return Sight.NOTHING;
    }
  }

  private void tell(Connection connection, PGConnection own, Sight now) throws SQLException {
    if (!connection.getAutoCommit()) {
      tell(connection, now, true);
    } else if (!now.equals(told.get(own))) {
      told.remove(own);
      tell(connection, now, false);
      told.put(own, now);
    }
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

  /** Past the pool's wrapper, whose end would leave the connection as it is. */
  private static void cut(PGConnection own, SQLException reason) {
    Log.warnf("A connection to the database is given up: %s", reason.getMessage());
    try {
      ((Connection) own).abort(Runnable::run);
    } catch (SQLException e) {
      Log.debug("It had ended", e);
    }
  }
}
