package dev.trainyard.data.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the whole trail, in one snapshot and with flat memory, and finds what was tampered with.
 */
@ApplicationScoped
public class AuditVerification {

  private static final int ROWS_AT_ONCE = 2_000;
  private static final int MOST_FINDINGS = 1_000;

  private static final String CHAINS =
      "SELECT chain, base_seq, base, seq, hash FROM audit_chain ORDER BY chain";

  /** Within a chain, ids grow with the sequence: both are given under the chain's lock. */
  private static final String ENTRIES =
      "SELECT " + AuditLink.COLUMNS + " FROM audit_entry ORDER BY id";

  private final AgroalDataSource dataSource;

  AuditVerification(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Checks every entry against its hash, every text against its promise, every chain's ends. */
  public Report verify() {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      try (var statement = connection.createStatement()) {
        statement.execute("SET LOCAL statement_timeout = 0");
      }
      Report report = verify(connection);
      connection.rollback();
      return report;
    } catch (SQLException e) {
      throw new IllegalStateException("The audit trail cannot be read", e);
    }
  }

  private static Report verify(Connection connection) throws SQLException {
    List<String> findings = new ArrayList<>();
    Map<Integer, ChainState> states = states(connection);
    long entries = 0;
    try (PreparedStatement statement = connection.prepareStatement(ENTRIES)) {
      statement.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          entries++;
          var link = new AuditLink(rows);
          ChainState state = states.get(link.chain());
          add(
              findings,
              state == null
                  ? "entry id %d is in no chain".formatted(link.id())
                  : state.advance(link));
        }
      }
    }
    ends(connection, states, findings);
    return new Report(entries, states.size(), findings);
  }

  private static Map<Integer, ChainState> states(Connection connection) throws SQLException {
    Map<Integer, ChainState> states = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(CHAINS);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        int chain = rows.getInt(1);
        states.put(chain, new ChainState(chain, rows.getLong(2), rows.getBytes(3)));
      }
    }
    return states;
  }

  private static void ends(
      Connection connection, Map<Integer, ChainState> states, List<String> findings)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CHAINS);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        add(findings, states.get(rows.getInt(1)).end(rows.getLong(4), rows.getBytes(5)));
      }
    }
  }

  private static void add(List<String> findings, String finding) {
    if (finding != null && findings.size() < MOST_FINDINGS) {
      findings.add(finding);
    }
  }

  /**
   * What was found.
   *
   * @param entries number of entries that were read
   * @param findings one line for each, at most a thousand; empty when all is well
   */
  public record Report(long entries, int chains, List<String> findings) {

    public Report {
      findings = List.copyOf(findings);
    }
  }
}
