package dev.trainyard.auth.exchange;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds a credential together with its holder's present rights in one statement, by primary or
 * unique keys alone: this is the hottest path of the platform. Nothing is cached, so a change
 * counts from the next exchange on.
 */
@ApplicationScoped
class CredentialQueries {

  /** Most memberships that a token carries. */
  private static final String HOLDER =
      """
      a.id AS account, a.name, a.admin, a.auditor, a.operator AS is_operator, ARRAY(
        SELECT o.name || ':' || lower(m.role) FROM membership m
        JOIN organisation o ON o.id = m.organisation_id
        WHERE m.account_id = a.id ORDER BY o.name LIMIT 200) AS memberships
      """;

  private static final String SESSION =
      "SELECT s.id, s.expires_at, s.last_seen_at AS used_at, true AS writes, false AS by_operator,"
          + " '{}'::text[] AS networks, "
          + HOLDER
          + "FROM browser_session s JOIN account a ON a.id = s.account_id"
          + " WHERE s.secret_hash = ? AND s.expires_at > ? AND a.active AND s.last_seen_at > ?";

  private static final String TOKEN =
      "SELECT t.id, t.expires_at, t.last_used_at AS used_at, t.writes, t.operator AS by_operator,"
          + " t.networks, "
          + HOLDER
          + "FROM personal_token t JOIN account a ON a.id = t.account_id"
          + " WHERE t.secret_hash = ? AND t.expires_at > ? AND a.active";

  private static final String JOB =
      "SELECT "
          + HOLDER
          + "FROM job_grant g JOIN account a ON a.id = g.account_id"
          + " WHERE g.job_id = ? AND a.active";

  private final AgroalDataSource dataSource;

  CredentialQueries(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  Optional<Found> session(byte[] hash, Instant now, Instant seenAfter) {
    return find(SESSION, hash, now.atOffset(ZoneOffset.UTC), seenAfter.atOffset(ZoneOffset.UTC));
  }

  Optional<Found> token(byte[] hash, Instant now) {
    return find(TOKEN, hash, now.atOffset(ZoneOffset.UTC));
  }

  Optional<Holder> job(UUID job) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(JOB)) {
      statement.setObject(1, job);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(holder(row)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("A job grant cannot be read", e);
    }
  }

  private Optional<Found> find(String sql, Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(found(row)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("A credential cannot be read", e);
    }
  }

  private static Found found(ResultSet row) throws SQLException {
    OffsetDateTime usedAt = row.getObject("used_at", OffsetDateTime.class);
    return new Found(
        row.getObject("id", UUID.class),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        usedAt == null ? Instant.EPOCH : usedAt.toInstant(),
        row.getBoolean("writes"),
        row.getBoolean("by_operator"),
        List.of((String[]) row.getArray("networks").getArray()),
        holder(row));
  }

  private static Holder holder(ResultSet row) throws SQLException {
    return new Holder(
        row.getObject("account", UUID.class),
        row.getString("name"),
        row.getBoolean("admin"),
        row.getBoolean("auditor"),
        row.getBoolean("is_operator"),
        List.of((String[]) row.getArray("memberships").getArray()));
  }

  /**
   * A live credential.
   *
   * @param byOperator whether the launcher asked for it
   * @param networks from where it may be used; empty for everywhere
   */
  record Found(
      UUID id,
      Instant expiresAt,
      Instant usedAt,
      boolean writes,
      boolean byOperator,
      List<String> networks,
      Holder holder) {}
}
