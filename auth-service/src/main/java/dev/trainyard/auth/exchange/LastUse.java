package dev.trainyard.auth.exchange;

import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers when credentials were used, to the minute, and writes it in batches: the exchange never
 * waits for this. A crash loses a few seconds of it.
 */
@ApplicationScoped
class LastUse {

  private static final Duration PRECISION = Duration.ofMinutes(1);

  /** More than this between two writes is dropped; the next use notes it again. */
  private static final int MOST = 10_000;

  private static final String SESSION =
      "UPDATE browser_session SET last_seen_at = ? WHERE id = ? AND last_seen_at < ?";
  private static final String TOKEN =
      "UPDATE personal_token SET last_used_at = ?"
          + " WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)";

  private final Map<UUID, Instant> sessions = new ConcurrentHashMap<>();
  private final Map<UUID, Instant> tokens = new ConcurrentHashMap<>();
  private final AgroalDataSource dataSource;

  LastUse(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Notes a use, unless what is stored is recent enough. */
  void note(CredentialKind kind, UUID id, Instant stored, Instant now) {
    Map<UUID, Instant> noted = kind == CredentialKind.SESSION ? sessions : tokens;
    if (Duration.between(stored, now).compareTo(PRECISION) >= 0 && noted.size() < MOST) {
      noted.put(id, now.truncatedTo(ChronoUnit.MINUTES));
    }
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void write() {
    write(SESSION, sessions);
    write(TOKEN, tokens);
  }

  void onStop(@Observes ShutdownEvent event) {
    write();
  }

  private void write(String sql, Map<UUID, Instant> noted) {
    if (noted.isEmpty()) {
      return;
    }
    Map<UUID, Instant> batch = Map.copyOf(noted);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Map.Entry<UUID, Instant> use : batch.entrySet()) {
        OffsetDateTime at = use.getValue().atOffset(ZoneOffset.UTC);
        statement.setObject(1, at);
        statement.setObject(2, use.getKey());
        statement.setObject(3, at);
        statement.addBatch();
      }
      statement.executeBatch();
      batch.forEach(noted::remove);
    } catch (SQLException e) {
      Log.warnf("Uses of credentials cannot be written now: %s", e.getMessage());
    }
  }
}
