package dev.trainyard.data.person;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Writes what a service holds about a person, a line of JSON for each thing. */
@ApplicationScoped
public class PersonExport {

  private static final int ROWS_AT_ONCE = 1_000;
  private static final int MOST_ROWS_OF_A_KIND = 100_000;
  private static final String AUDIT =
      "SELECT e.at, e.action, e.target, e.outcome, e.details FROM audit_entry e, person"
          + " WHERE e.actor_id = person.id ORDER BY e.id";

  private final Instance<PersonalData> data;
  private final AgroalDataSource dataSource;
  private final ObjectMapper json;

  PersonExport(@Any Instance<PersonalData> data, AgroalDataSource dataSource, ObjectMapper json) {
    this.data = data;
    this.dataSource = dataSource;
    this.json = json;
  }

  /** Writes one snapshot, a thousand rows in memory at most. */
  public void write(UUID person, String name, OutputStream out) throws IOException {
    Map<String, String> kinds = new TreeMap<>(Map.of("audit", AUDIT));
    data.forEach(kind -> kinds.putAll(kind.exports()));
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      for (Map.Entry<String, String> kind : kinds.entrySet()) {
        write(connection, kind, person, name, writer);
      }
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException("What is held about a person cannot be read", e);
    }
    writer.flush();
  }

  private void write(
      Connection connection, Map.Entry<String, String> kind, UUID person, String name, Writer out)
      throws SQLException, IOException {
    String sql =
        "WITH person (id, name) AS (VALUES (?::uuid, ?::text)) SELECT row_to_json(x)::text FROM ("
            + kind.getValue()
            + ") AS x LIMIT "
            + MOST_ROWS_OF_A_KIND;
    String begin = "{\"kind\":" + json.writeValueAsString(kind.getKey()) + ",\"data\":";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(ROWS_AT_ONCE);
      statement.setObject(1, person);
      statement.setString(2, name);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          out.append(begin).append(rows.getString(1)).append("}\n");
        }
      }
    }
  }
}
