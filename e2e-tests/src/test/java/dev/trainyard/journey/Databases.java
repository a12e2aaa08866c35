package dev.trainyard.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The databases of a platform on this machine, as their superuser sees them. */
final class Databases implements AutoCloseable {

  private static final String COLUMNS =
      "SELECT c.table_name, c.column_name FROM information_schema.columns c"
          + " JOIN information_schema.tables t USING (table_schema, table_name)"
          + " WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY 1, 2";

  private final int port;
  private final String password;
  private final Map<String, Connection> connections = new HashMap<>();

  Databases(Path data) throws IOException {
    this.port =
        Platform.JSON.readTree(data.resolve("run/postgres.json").toFile()).get("port").asInt();
    this.password =
        Files.readString(data.resolve("secrets/launcher/postgres.superuser.password")).strip();
  }

  /** The columns, as {@code database.table.column}, in which a row holds the word. */
  List<String> placesOf(String database, String word) throws SQLException {
    List<String> places = new ArrayList<>();
    for (String[] column : columns(connection(database))) {
      try (PreparedStatement statement =
          connection(database)
              .prepareStatement(
                  ("SELECT EXISTS (SELECT 1 FROM \"%1$s\" WHERE \"%2$s\"::text ILIKE '%%' || ? || '%%'"
                          + " OR \"%2$s\"::text LIKE '%%' || encode(convert_to(?, 'UTF8'), 'hex') || '%%')")
                      .formatted(column[0], column[1]))) {
        statement.setString(1, word);
        statement.setString(2, word);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          if (row.getBoolean(1)) {
            places.add(database + "." + String.join(".", column));
          }
        }
      }
    }
    return places;
  }

  private Connection connection(String database) throws SQLException {
    Connection known = connections.get(database);
    if (known == null) {
      known =
          DriverManager.getConnection(
              "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), "postgres", password);
      connections.put(database, known);
    }
    return known;
  }

  private static List<String[]> columns(Connection connection) throws SQLException {
    List<String[]> columns = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(COLUMNS)) {
      while (rows.next()) {
        columns.add(new String[] {rows.getString(1), rows.getString(2)});
      }
    }
    return columns;
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections.values()) {
      connection.close();
    }
  }
}
