package dev.trainyard.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for a word in everything that a database holds, as text and as bytes, which appear as
 * hexadecimal digits when they are cast to text.
 */
public final class DatabaseSearch {

  private static final String COLUMNS =
      "SELECT c.table_name, c.column_name FROM information_schema.columns c"
          + " JOIN information_schema.tables t USING (table_schema, table_name)"
          + " WHERE c.table_schema = current_schema AND t.table_type = 'BASE TABLE' ORDER BY 1, 2";

  private DatabaseSearch() {}

  /** The columns, as {@code table.column}, in which a row holds the word. */
  public static List<String> places(Connection database, String word) throws SQLException {
    List<String> places = new ArrayList<>();
    for (String[] column : columns(database)) {
      try (PreparedStatement statement =
          database.prepareStatement(
              ("SELECT EXISTS (SELECT 1 FROM \"%1$s\" WHERE \"%2$s\"::text ILIKE '%%' || ? || '%%'"
                      + " OR \"%2$s\"::text LIKE '%%' || encode(convert_to(?, 'UTF8'), 'hex') || '%%')")
                  .formatted(column[0], column[1]))) {
        statement.setString(1, word);
        statement.setString(2, word);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          if (row.getBoolean(1)) {
            places.add(String.join(".", column));
          }
        }
      }
    }
    return places;
  }

  private static List<String[]> columns(Connection database) throws SQLException {
    List<String[]> columns = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(COLUMNS)) {
      while (rows.next()) {
        columns.add(new String[] {rows.getString(1), rows.getString(2)});
      }
    }
    return columns;
  }
}
