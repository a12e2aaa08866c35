package dev.trainyard.data.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.commons.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Hands a service's trail to its collector. Places are given for each chain: within one, entries
 * become visible in the order of their numbers, so none is ever skipped, which no single number
 * over all chains could promise.
 */
@ApplicationScoped
public class AuditFeed {

  private static final int MOST_CHAINS = 64;
  private static final int ENTRIES_OF_A_CHAIN = 100;
  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

  private static final String FROM =
      " FROM audit_chain c LEFT JOIN unnest(?::smallint[], ?::bigint[]) AS a (chain, seq)"
          + " ON a.chain = c.chain";
  private static final String ENTRIES =
      "SELECT e.chain, e.seq, e.id, e.at, e.actor_id, e.actor, e.action, e.target, e.outcome,"
          + " e.request_id, e.details::text, e.hash"
          + FROM
          + " CROSS JOIN LATERAL (SELECT * FROM audit_entry e WHERE e.chain = c.chain"
          + " AND e.seq > coalesce(a.seq, 0) ORDER BY e.seq LIMIT ?) AS e ORDER BY e.chain, e.seq";
  private static final String UNCOLLECTED =
      "SELECT coalesce(sum(c.seq - greatest(coalesce(a.seq, 0), c.base_seq)), 0)" + FROM;

  private final AgroalDataSource dataSource;
  private final ObjectMapper json;

  AuditFeed(AgroalDataSource dataSource, ObjectMapper json) {
    this.dataSource = dataSource;
    this.json = json;
  }

  /**
   * The next entries.
   *
   * @param after the last sequence number of each chain that the collector has, for example {@code
   *     0:17,3:2}; chains that are not named begin at their start
   */
  public AuditPage after(String after) {
    Places places = Places.parse(after);
    try (Connection connection = dataSource.getConnection()) {
      return new AuditPage(entries(connection, places), uncollected(connection, places));
    } catch (SQLException e) {
      throw new IllegalStateException("The audit trail cannot be read", e);
    }
  }

  private List<AuditPage.Entry> entries(Connection connection, Places places) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ENTRIES)) {
      places.bind(connection, statement);
      statement.setInt(3, ENTRIES_OF_A_CHAIN);
      List<AuditPage.Entry> entries = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          entries.add(entry(rows));
        }
      }
      return entries;
    }
  }

  private static long uncollected(Connection connection, Places places) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UNCOLLECTED)) {
      places.bind(connection, statement);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private AuditPage.Entry entry(ResultSet row) throws SQLException {
    return new AuditPage.Entry(
        row.getInt(1),
        row.getLong(2),
        row.getLong(3),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        row.getObject(5, UUID.class),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        details(row.getString(11)),
        HexFormat.of().formatHex(row.getBytes(12)));
  }

  private Map<String, String> details(String text) {
    try {
      return text == null ? null : json.readValue(text, DETAILS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An audit entry holds details of another form", e);
    }
  }

  /** Where the collector is in each chain. */
  private record Places(List<Integer> chains, List<Long> numbers) {

    static Places parse(String text) {
      List<Integer> chains = new ArrayList<>();
      List<Long> numbers = new ArrayList<>();
      if (text != null && !text.isEmpty()) {
        String[] places = text.split(",", MOST_CHAINS + 1);
        for (String place : places) {
          if (places.length > MOST_CHAINS || !place.matches("[0-9]{1,4}:[0-9]{1,18}")) {
            throw ProblemException.invalid("after", "must be places such as 0:17,3:2");
          }
          int colon = place.indexOf(':');
          chains.add(Integer.valueOf(place.substring(0, colon)));
          numbers.add(Long.valueOf(place.substring(colon + 1)));
        }
      }
      return new Places(chains, numbers);
    }

    void bind(Connection connection, PreparedStatement statement) throws SQLException {
      statement.setArray(1, connection.createArrayOf("int2", chains.toArray()));
      statement.setArray(2, connection.createArrayOf("int8", numbers.toArray()));
    }
  }
}
