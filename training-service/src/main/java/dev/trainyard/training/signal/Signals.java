package dev.trainyard.training.signal;

import dev.trainyard.data.MigrateMode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens to PostgreSQL's notifications on one connection of its own. A lost connection is made
 * anew, and then every listener looks again, because PostgreSQL keeps nothing for the absent.
 */
@ApplicationScoped
class Signals {

  private static final int WAIT_MILLIS = 500;

  private final AgroalDataSource dataSource;
  private final Instance<SignalListener> listeners;
  private volatile boolean stopping;
  private Thread thread;

  Signals(AgroalDataSource dataSource, @Any Instance<SignalListener> listeners) {
    this.dataSource = dataSource;
    this.listeners = listeners;
  }

  void start(@Observes StartupEvent event) {
    if (!MigrateMode.active()) {
      thread = Thread.ofPlatform().daemon().name("signals").start(this::listen);
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    if (thread != null) {
      thread.join(Duration.ofMillis(2L * WAIT_MILLIS));
    }
  }

  private void listen() {
    while (!stopping) {
      try (Connection connection = dataSource.getConnection()) {
        receive(connection);
      } catch (SQLException e) {
        if (!stopping) {
          Log.warnf("Listening for signals failed (%s), trying again", e.getSQLState());
          pause();
        }
      }
    }
  }

  private void receive(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + Signal.CHANNEL);
      listeners.forEach(SignalListener::lookAgain);
      PGConnection postgres = connection.unwrap(PGConnection.class);
      while (!stopping) {
        PGNotification[] received = postgres.getNotifications(WAIT_MILLIS);
        for (PGNotification notification : received == null ? new PGNotification[0] : received) {
          Signal.decode(notification.getParameter()).ifPresent(this::tell);
        }
      }
      statement.execute("UNLISTEN *");
    }
  }

  private void tell(Signal signal) {
    listeners.forEach(listener -> listener.on(signal));
  }

  private void pause() {
    try {
      Thread.sleep(WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
