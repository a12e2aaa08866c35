package dev.trainyard.data.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Takes out of the trail what must not stay for ever: old entries, and what names an erased person.
 * The chains still verify afterwards.
 */
@ApplicationScoped
public class AuditRetention {

  private static final int ENTRIES_AT_ONCE = 10_000;

  private final AgroalDataSource dataSource;

  AuditRetention(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Removes the entries from before a time, chain by chain, each up to the first that has to stay.
   *
   * @return number of entries removed
   */
  public long prune(Instant before) {
    long removed = 0;
    long chains = number("SELECT count(*) FROM audit_chain");
    for (int chain = 0; chain < chains; chain++) {
      long now;
      do {
        now = prune(chain, before);
        removed += now;
      } while (now == ENTRIES_AT_ONCE);
    }
    return removed;
  }

  private long prune(int chain, Instant before) {
    return number(
        "SELECT audit_prune(?::smallint, ?, ?)",
        chain,
        before.atOffset(ZoneOffset.UTC),
        ENTRIES_AT_ONCE);
  }

  /** Drops what tells repeated looks apart, once their hour is over. */
  public void forgetSights(Instant before) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("DELETE FROM audit_sight WHERE hour < ?")) {
      statement.setObject(1, before.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("Old looks cannot be dropped", e);
    }
  }

  /**
   * Erases a person: the name in what they did, and every text that holds one of the words.
   *
   * @param words the person's name and mail addresses, now and before
   * @return number of entries that lost a text
   */
  public long forget(UUID person, String... words) {
    long last = number("SELECT coalesce(max(id), 0) FROM audit_entry");
    long changed = 0;
    for (long first = 1; first <= last; first += ENTRIES_AT_ONCE) {
      changed +=
          number(
              "SELECT audit_forget(?, ?, ?, ?)", person, words, first, first + ENTRIES_AT_ONCE - 1);
    }
    return changed;
  }

  private long number(String sql, Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(
            i + 1,
            parameters[i] instanceof String[] texts
                ? connection.createArrayOf("text", texts)
                : parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The audit trail cannot be changed", e);
    }
  }
}
