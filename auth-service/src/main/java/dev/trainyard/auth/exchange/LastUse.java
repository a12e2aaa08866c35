package dev.trainyard.auth.exchange;

import dev.trainyard.auth.exchange.CredentialQueries.Found;
import dev.trainyard.auth.limit.ClientAddress;
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
 * Remembers when credentials were used, to the minute, and all but sessions also from which
 * network, and writes it in batches: the exchange never waits for this. A crash loses a few seconds
 * of it.
 */
@ApplicationScoped
class LastUse {

  private static final Duration PRECISION = Duration.ofMinutes(1);

  /** More than this between two writes is dropped; the next use notes it again. */
  private static final int MOST = 10_000;

  private static final String SESSION =
      "UPDATE browser_session SET last_seen_at = ? WHERE id = ? AND last_seen_at < ?";
  private static final String TOKEN =
      "UPDATE personal_token SET last_used_network = ?, last_used_at = ?"
          + " WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)";

  private static final String ROBOT =
      "UPDATE robot SET last_used_network = ?, last_used_at = ?"
          + " WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)";

  private final Map<UUID, Use> robots = new ConcurrentHashMap<>();
  private final Map<UUID, Use> sessions = new ConcurrentHashMap<>();
  private final Map<UUID, Use> tokens = new ConcurrentHashMap<>();
  private final AgroalDataSource dataSource;

  LastUse(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Notes a use, unless what is stored is recent enough. */
  void note(ExchangeRequest request, Found found, Instant now) {
    Map<UUID, Use> noted = notes(request, found);
    if (Duration.between(found.usedAt(), now).compareTo(PRECISION) >= 0 && noted.size() < MOST) {
      noted.put(found.id(), new Use(now.truncatedTo(ChronoUnit.MINUTES), network(request)));
    }
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void write() {
    write(SESSION, sessions);
    write(TOKEN, tokens);
    write(ROBOT, robots);
  }

  void onStop(@Observes ShutdownEvent event) {
    write();
  }

  private Map<UUID, Use> notes(ExchangeRequest request, Found found) {
    if (found.holder().robot()) {
      return robots;
    }
    return request.kind() == CredentialKind.SESSION ? sessions : tokens;
  }

  private static String network(ExchangeRequest request) {
    return ClientAddress.literal(request.address()).map(ClientAddress::network).orElse(null);
  }

  private void write(String sql, Map<UUID, Use> noted) {
    if (noted.isEmpty()) {
      return;
    }
    Map<UUID, Use> batch = Map.copyOf(noted);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Map.Entry<UUID, Use> use : batch.entrySet()) {
        OffsetDateTime at = use.getValue().at().atOffset(ZoneOffset.UTC);
        int column = 1;
        if (!sql.equals(SESSION)) {
          statement.setString(column++, use.getValue().network());
        }
        statement.setObject(column++, at);
        statement.setObject(column++, use.getKey());
        statement.setObject(column, at);
        statement.addBatch();
      }
      statement.executeBatch();
      batch.forEach(noted::remove);
    } catch (SQLException e) {
      Log.warnf("Uses of credentials cannot be written now: %s", e.getMessage());
    }
  }

  /** One use: when, and from which network, null where nobody knows. */
  private record Use(Instant at, String network) {}
}
