package dev.trainyard.auth.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.data.audit.AuditPage;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** The rows behind the copies of the other services' trails. */
@ApplicationScoped
class CollectedTrail {

  private static final String LEASE =
      "INSERT INTO collected_service AS c (service, leased_until)"
          + " VALUES (?, now() + ? * interval '1 second') ON CONFLICT (service) DO UPDATE"
          + " SET leased_until = excluded.leased_until WHERE c.leased_until <= now()";
  private static final String RELEASE =
      "UPDATE collected_service SET leased_until = now() WHERE service = ?";
  private static final String PLACES =
      "SELECT chain || ':' || seq FROM collected_end WHERE service = ? ORDER BY chain";
  private static final String ADD =
      "INSERT INTO collected_entry (service, chain, seq, id, at, actor_id, actor, action, target,"
          + " outcome, request_id, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json)"
          + " ON CONFLICT DO NOTHING";
  private static final String ADVANCE =
      "INSERT INTO collected_end AS c (service, chain, seq, hash) VALUES (?, ?, ?, ?)"
          + " ON CONFLICT (service, chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash"
          + " WHERE c.seq < excluded.seq";

  private final AgroalDataSource dataSource;
  private final ObjectMapper json;

  CollectedTrail(AgroalDataSource dataSource, ObjectMapper json) {
    this.dataSource = dataSource;
    this.json = json;
  }

  /** Makes this replica the one that collects; false while another one is. */
  boolean lease(String service, Duration time) {
    return update(LEASE, service, time.toSeconds()) == 1;
  }

  void release(String service) {
    update(RELEASE, service);
  }

  /** Up to where each chain was collected, as the service wants to be asked. */
  String places(String service) {
    List<String> places = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(PLACES)) {
      statement.setString(1, service);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          places.add(rows.getString(1));
        }
      }
      return String.join(",", places);
    } catch (SQLException e) {
      throw new IllegalStateException("The collected trail cannot be read", e);
    }
  }

  /** Adds entries; those that are there already stay as they are. */
  @Transactional
  void add(String service, List<AuditPage.Entry> entries) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement add = connection.prepareStatement(ADD);
        PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
      for (AuditPage.Entry entry : entries) {
        bind(add, values(service, entry));
        add.addBatch();
        bind(advance, service, entry.chain(), entry.seq(), HexFormat.of().parseHex(entry.hash()));
        advance.addBatch();
      }
      add.executeBatch();
      advance.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("Entries cannot be collected", e);
    }
  }

  /** Removes what is older than the trail is to be kept. */
  int prune(Instant before) {
    return update("DELETE FROM collected_entry WHERE at < ?", before.atOffset(ZoneOffset.UTC));
  }

  private Object[] values(String service, AuditPage.Entry entry) {
    return new Object[] {
      service,
      entry.chain(),
      entry.seq(),
      entry.id(),
      entry.at().atOffset(ZoneOffset.UTC),
      entry.actorId(),
      entry.actor(),
      entry.action(),
      entry.target(),
      entry.outcome(),
      entry.requestId(),
      details(entry)
    };
  }

  private String details(AuditPage.Entry entry) {
    try {
      return entry.details() == null
          ? null
          : json.writeValueAsString(new TreeMap<>(entry.details()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Audit details are not text", e);
    }
  }

  private int update(String sql, Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("The collected trail cannot be changed", e);
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
