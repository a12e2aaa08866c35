package dev.trainyard.data.idempotency;

import dev.trainyard.data.idempotency.RequestFingerprint.Fingerprint;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * Statements over {@code idempotency_key}. The database's clock counts, since replicas have clocks
 * of their own.
 */
@ApplicationScoped
class KeyTable {

  /** A claim whose lease is over, and an answer that is too old, are as good as absent. */
  private static final String CLAIM =
      "INSERT INTO idempotency_key AS k"
          + " (caller_id, key, operation, request_hash, holder, leased_until, created_at)"
          + " VALUES (?, ?, ?, ?, ?, now() + ? * interval '1 millisecond', now())"
          + " ON CONFLICT (caller_id, key) DO UPDATE SET operation = excluded.operation,"
          + " request_hash = excluded.request_hash, holder = excluded.holder,"
          + " leased_until = excluded.leased_until, created_at = excluded.created_at,"
          + " status = NULL, location = NULL, body = NULL, made = NULL"
          + " WHERE (k.status IS NULL AND k.leased_until < now())"
          + " OR k.created_at < now() - ? * interval '1 millisecond'";

  private static final String FIND =
      "SELECT operation, request_hash, coalesce(status, 0), location, body, made"
          + " FROM idempotency_key WHERE caller_id = ? AND key = ?"
          + " AND (status IS NOT NULL OR leased_until >= now())"
          + " AND created_at >= now() - ? * interval '1 millisecond'";
  private static final String KEEP =
      "UPDATE idempotency_key SET status = ?, location = ?, body = ?, made = ?"
          + " WHERE caller_id = ? AND key = ? AND holder = ? AND status IS NULL";
  private static final String RELEASE =
      "DELETE FROM idempotency_key"
          + " WHERE caller_id = ? AND key = ? AND holder = ? AND status IS NULL";
  private static final String FORGET =
      "DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY (SELECT ctid FROM idempotency_key"
          + " WHERE created_at < now() - ? * interval '1 millisecond'"
          + " ORDER BY created_at LIMIT ? FOR UPDATE SKIP LOCKED))";

  /** Values alone count: a person may be called as a field of the answers is. */
  private static final String ERASE =
      "DELETE FROM idempotency_key WHERE caller_id = ?"
          + " OR concat_ws(' ', key, location, made) ~* ?"
          + " OR body ~* ? AND forgotten(body::jsonb, ?, '', '{}') <> body::jsonb";

  private final AgroalDataSource dataSource;
  private final IdempotencyConfig config;

  KeyTable(AgroalDataSource dataSource, IdempotencyConfig config) {
    this.dataSource = dataSource;
    this.config = config;
  }

  /** A key of a caller that one request holds. */
  record Claim(UUID caller, String key, UUID holder) {}

  /** Whether the key is this request's from now on. */
  boolean claim(Claim claim, Fingerprint wanted) {
    return update(
            CLAIM,
            claim.caller(),
            claim.key(),
            wanted.operation(),
            wanted.hash(),
            claim.holder(),
            config.lease().toMillis(),
            config.keep().toMillis())
        == 1;
  }

  /** What counts of an earlier request. */
  Optional<KeptAnswer> find(UUID caller, String key) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            bound(connection, FIND, caller, key, config.keep().toMillis());
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(
              new KeptAnswer(
                  row.getString(1),
                  row.getString(2),
                  row.getInt(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6)))
          : Optional.empty();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Whether the claim was still good, so that the answer is kept. */
  boolean keep(Claim claim, KeptAnswer answer) {
    return update(
            KEEP,
            answer.status(),
            answer.location(),
            answer.body(),
            answer.made(),
            claim.caller(),
            claim.key(),
            claim.holder())
        == 1;
  }

  void release(Claim claim) {
    update(RELEASE, claim.caller(), claim.key(), claim.holder());
  }

  /** Removes some of what is too old; returns how many. */
  int forget(int most) {
    return update(FORGET, config.keep().toMillis(), most);
  }

  /** Removes a person's keys, and what others were answered about the person. */
  int erase(UUID person, String pattern) {
    return update(ERASE, person, pattern, pattern, pattern);
  }

  private int update(String sql, Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = bound(connection, sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static PreparedStatement bound(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private static IllegalStateException failed(SQLException e) {
    return new IllegalStateException("Keys of repeated requests cannot be read or written", e);
  }
}
