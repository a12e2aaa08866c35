package dev.trainyard.auth.limit;

import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.auth.config.DerivedKeys;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Limits against guessing, kept in PostgreSQL so that all replicas share them. Every attempt is
 * counted in one statement before it is made and given back when it succeeds: attempts made at the
 * same moment cannot slip past the limit together.
 */
@ApplicationScoped
public class AttemptLimits {

  private static final Duration SIGN_IN_WINDOW = Duration.ofMinutes(10);
  private static final Duration REGISTRATION_WINDOW = Duration.ofHours(1);

  /** The level falls by {@code rate} a second; no row comes back when the bucket is full. */
  private static final String FILL =
      """
      INSERT INTO address_bucket AS b (key, level, at) VALUES (?, 1, ?)
      ON CONFLICT (key) DO UPDATE SET
        level = greatest(0, b.level - greatest(0, extract(epoch FROM excluded.at - b.at)) * ?) + 1,
        at = greatest(b.at, excluded.at)
      WHERE greatest(0, b.level - greatest(0, extract(epoch FROM excluded.at - b.at)) * ?) + 1 <= ?
      RETURNING level""";

  private static final String DRAIN =
      "UPDATE address_bucket SET level = greatest(0, level - 1) WHERE key = ?";

  /** Waits of 1, 2, 4, 8 and then 15 minutes; a day without attempts forgets the failures. */
  private static final String BACK_OFF =
      """
      INSERT INTO sign_in_backoff AS b (key, failures, blocked_until, at) VALUES (?, 1, ?, ?)
      ON CONFLICT (key) DO UPDATE SET
        failures = CASE WHEN b.at < excluded.at - interval '1 day' THEN 1 ELSE b.failures + 1 END,
        blocked_until = CASE
          WHEN b.at < excluded.at - interval '1 day' OR b.failures + 1 < ? THEN excluded.at
          ELSE excluded.at
            + least(15, power(2, least(4, b.failures + 1 - ?))) * interval '1 minute' END,
        at = excluded.at
      WHERE b.blocked_until <= excluded.at
      RETURNING failures""";

  private static final String BLOCKED_UNTIL =
      "SELECT blocked_until FROM sign_in_backoff WHERE key = ?";

  private final AgroalDataSource dataSource;
  private final DerivedKeys keys;
  private final AuthConfig.Limits config;
  private final Clock clock;

  AttemptLimits(AgroalDataSource dataSource, DerivedKeys keys, AuthConfig config, Clock clock) {
    this.dataSource = dataSource;
    this.keys = keys;
    this.config = config.limits();
    this.clock = clock;
  }

  /** Counts a sign-in attempt from an address and from the network around it, or throws 429. */
  public void signInFrom(ClientAddress address) {
    attempt("sign-in-address", address.group(), config.failuresPerAddress(), SIGN_IN_WINDOW);
    attempt("sign-in-network", address.network(), config.failuresPerNetwork(), SIGN_IN_WINDOW);
  }

  /** Gives back what {@link #signInFrom} counted. */
  public void signedInFrom(ClientAddress address) {
    succeeded("sign-in-address", address.group());
    succeeded("sign-in-network", address.network());
  }

  /** Counts a registration from an address, or throws 429. */
  public void registrationFrom(ClientAddress address) {
    attempt(
        "registration-address",
        address.group(),
        config.registrationsPerAddress(),
        REGISTRATION_WINDOW);
  }

  /**
   * Counts an attempt of one kind by one subject, or throws 429.
   *
   * @param purpose what is attempted; every purpose counts for itself
   * @param capacity attempts within {@code window}
   */
  public void attempt(String purpose, String subject, int capacity, Duration window) {
    fill(keys.hash(purpose, subject), capacity, window);
  }

  /** Gives back what {@link #attempt} counted. */
  public void succeeded(String purpose, String subject) {
    execute(DRAIN, keys.hash(purpose, subject));
  }

  /**
   * Counts a sign-in attempt to an account, or throws 429.
   *
   * @param subject the account's id, or the typed name where there is no such account
   */
  public void signInTo(String subject) {
    byte[] key = keys.hash("sign-in-account", subject);
    OffsetDateTime now = now();
    int free = config.failuresPerAccount();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(BACK_OFF)) {
      statement.setBytes(1, key);
      statement.setObject(2, now);
      statement.setObject(3, now);
      statement.setInt(4, free);
      statement.setInt(5, free);
      try (ResultSet rows = statement.executeQuery()) {
        if (rows.next()) {
          return;
        }
      }
      throw tooMany(blockedFor(connection, key));
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot count a sign-in attempt", e);
    }
  }

  /** Forgets the failures of an account after a success. */
  public void signedInTo(String subject) {
    execute("DELETE FROM sign_in_backoff WHERE key = ?", keys.hash("sign-in-account", subject));
  }

  /** Takes back an attempt that was counted and then not made. */
  public void notTried(String subject) {
    execute(
        "UPDATE sign_in_backoff SET failures = greatest(0, failures - 1), blocked_until = at"
            + " WHERE key = ?",
        keys.hash("sign-in-account", subject));
  }

  /** Deletes what no longer limits anything. */
  public void forgetBefore(Instant time) {
    try (Connection connection = dataSource.getConnection()) {
      for (String table : new String[] {"address_bucket", "sign_in_backoff"}) {
        try (PreparedStatement statement =
            connection.prepareStatement("DELETE FROM " + table + " WHERE at < ?")) {
          statement.setObject(1, time.atOffset(ZoneOffset.UTC));
          statement.executeUpdate();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot delete old limits", e);
    }
  }

  private void fill(byte[] key, int capacity, Duration window) {
    double rate = capacity / (double) window.toSeconds();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(FILL)) {
      statement.setBytes(1, key);
      statement.setObject(2, now());
      statement.setDouble(3, rate);
      statement.setDouble(4, rate);
      statement.setInt(5, capacity);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw tooMany(Duration.ofSeconds((long) Math.ceil(1 / rate)));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot count an attempt", e);
    }
  }

  private Duration blockedFor(Connection connection, byte[] key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BLOCKED_UNTIL)) {
      statement.setBytes(1, key);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next()
            ? Duration.between(now(), rows.getObject(1, OffsetDateTime.class)).plusSeconds(1)
            : Duration.ofSeconds(1);
      }
    }
  }

  private void execute(String sql, byte[] key) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, key);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot change a limit", e);
    }
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static ProblemException tooMany(Duration wait) {
    return ProblemException.retryLater(
        ProblemType.TOO_MANY_REQUESTS, "Too many attempts; wait and try again", wait);
  }
}
