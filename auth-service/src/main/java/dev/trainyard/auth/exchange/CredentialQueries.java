package dev.trainyard.auth.exchange;

import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.commons.security.Restriction;
import dev.trainyard.commons.security.Scopes;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
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

  /**
   * A person, with at most as many memberships as a token carries, and without those that want a
   * second factor which he lacks.
   */
  private static final String PERSON =
      """
      a.id AS subject, a.name, a.admin, a.auditor, a.operator AS is_operator, false AS robot,
      f.confirmed_at IS NOT NULL AS has_factor, ARRAY(
        SELECT o.name || ':' || lower(m.role) FROM effective_membership m
        JOIN organisation o ON o.id = m.organisation_id
        WHERE m.account_id = a.id
        AND (f.confirmed_at IS NOT NULL OR NOT o.requires_second_factor)
        ORDER BY o.name LIMIT 200) AS memberships
      """;

  private static final String ACCOUNT =
      " JOIN account a ON a.id = account_id LEFT JOIN second_factor f USING (account_id) ";

  private static final String ROBOT =
      """
      r.id AS subject, o.name || '+' || r.name AS name, false AS admin, false AS auditor,
        false AS is_operator, true AS robot, true AS has_factor,
        ARRAY[o.name || ':' || lower(r.role)] AS memberships
      """;

  private static final String SESSION_SQL =
      "SELECT s.id, s.expires_at, s.last_seen_at AS used_at, false AS by_operator,"
          + " s.csrf_root, '{admin,read,write}'::text[] AS scopes, NULL::text[] AS only_in,"
          + " '{}'::text[] AS networks, "
          + PERSON
          + "FROM browser_session s"
          + ACCOUNT
          + "WHERE s.secret_hash = ? AND s.expires_at > ? AND a.active AND s.last_seen_at > ?";

  private static final String TOKEN_SQL =
      "SELECT t.id, t.expires_at, t.last_used_at AS used_at, t.operator AS by_operator,"
          + " NULL AS csrf_root,"
          + " coalesce(t.scopes, CASE WHEN t.operator THEN '{admin,write}'"
          + " WHEN t.writes THEN '{write}' ELSE '{read}' END::text[]) AS scopes,"
          + " t.only_in, t.networks, "
          + PERSON
          + "FROM personal_token t"
          + ACCOUNT
          + "WHERE t.secret_hash = ? AND t.expires_at > ? AND a.active";

  private static final String ROBOT_SQL =
      "SELECT r.id, least(s.expires_at, r.expires_at) AS expires_at, r.last_used_at AS used_at,"
          + " false AS by_operator, NULL AS csrf_root, r.scopes, r.only_in, r.networks, "
          + ROBOT
          + "FROM robot_secret s JOIN robot r ON r.id = s.robot_id"
          + " JOIN organisation o ON o.id = r.organisation_id"
          + " WHERE s.secret_hash = ? AND least(s.expires_at, r.expires_at) > ?"
          + " AND NOT r.disabled AND o.deletion_at IS NULL";

  private static final String JOB_SQL =
      "SELECT g.only_in, false AS by_operator, "
          + PERSON
          + "FROM job_grant g"
          + ACCOUNT
          + "WHERE g.job_id = ? AND a.active UNION ALL SELECT g.only_in, false AS by_operator, "
          + ROBOT
          + "FROM job_grant g JOIN robot r ON r.id = g.robot_id"
          + " JOIN organisation o ON o.id = r.organisation_id"
          + " WHERE g.job_id = ? AND NOT r.disabled AND o.deletion_at IS NULL"
          + " AND r.expires_at > ?";

  private final AgroalDataSource dataSource;
  private final boolean administratorsNeedFactor;

  CredentialQueries(AgroalDataSource dataSource, AuthConfig config) {
    this.dataSource = dataSource;
    this.administratorsNeedFactor = config.secondFactor().administrators();
  }

  Optional<Found> session(byte[] hash, Instant now, Instant seenAfter) {
    return find(SESSION_SQL, this::found, hash, at(now), at(seenAfter));
  }

  Optional<Found> token(byte[] hash, Instant now) {
    return find(TOKEN_SQL, this::found, hash, at(now));
  }

  Optional<Found> robot(byte[] hash, Instant now) {
    return find(ROBOT_SQL, this::found, hash, at(now));
  }

  Optional<Acting> job(UUID job, Instant now) {
    return find(JOB_SQL, row -> new Acting(holder(row), restriction(row)), job, job, at(now));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private <T> Optional<T> find(String sql, Reading<T> reading, Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(reading.read(row)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("A credential cannot be read", e);
    }
  }

  private Found found(ResultSet row) throws SQLException {
    OffsetDateTime usedAt = row.getObject("used_at", OffsetDateTime.class);
    return new Found(
        row.getObject("id", UUID.class),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        usedAt == null ? Instant.EPOCH : usedAt.toInstant(),
        new Reach(Scopes.of(texts(row.getArray("scopes"))), restriction(row)),
        row.getBoolean("by_operator"),
        texts(row.getArray("networks")),
        row.getString("csrf_root"),
        holder(row));
  }

  private static Restriction restriction(ResultSet row) throws SQLException {
    Array only = row.getArray("only_in");
    return only == null ? Restriction.none() : Restriction.to(texts(only));
  }

  /** An administrator who has to have a second factor and has none is a user until he has. */
  private Holder holder(ResultSet row) throws SQLException {
    boolean exempt = row.getBoolean("is_operator") || row.getBoolean("by_operator");
    boolean trusted = exempt || !administratorsNeedFactor || row.getBoolean("has_factor");
    return new Holder(
        row.getObject("subject", UUID.class),
        row.getString("name"),
        row.getBoolean("admin") && trusted,
        row.getBoolean("auditor"),
        row.getBoolean("is_operator"),
        row.getBoolean("robot"),
        texts(row.getArray("memberships")));
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  /** What a row is read into. */
  private interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Whom a job acts for, and what it is limited to. */
  record Acting(Holder holder, Restriction only) {}

  /**
   * A live credential.
   *
   * @param byOperator whether the launcher asked for it
   * @param networks from where it may be used; empty for everywhere
   * @param csrfRoot for sessions, names the secret that its CSRF token is made with
   */
  record Found(
      UUID id,
      Instant expiresAt,
      Instant usedAt,
      Reach reach,
      boolean byOperator,
      List<String> networks,
      String csrfRoot,
      Holder holder) {

    /** The kind of credential, as access tokens name it. */
    String kind(CredentialKind asked) {
      if (holder.robot()) {
        return "robot";
      }
      return byOperator ? "operator" : asked.text();
    }
  }
}
