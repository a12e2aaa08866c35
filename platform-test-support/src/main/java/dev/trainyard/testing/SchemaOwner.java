package dev.trainyard.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** What the owner of a service's tables can do and the running service cannot. */
public final class SchemaOwner {

  private SchemaOwner() {}

  /** A connection that acts as the owner of the database under test. */
  public static Connection connect() throws SQLException {
    Config config = ConfigProvider.getConfig();
    Connection connection =
        DriverManager.getConnection(
            config.getValue("quarkus.datasource.jdbc.url", String.class),
            config.getValue("trainyard.data.migrator.username", String.class),
            config.getValue("trainyard.data.migrator.password", String.class));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE " + config.getValue("trainyard.data.owner-role", String.class));
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Runs statements as the owner. */
  public static void run(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The same with the triggers of the audit trail out of the way. */
  public static void tamper(String sql) throws SQLException {
    run(
        "ALTER TABLE audit_entry DISABLE TRIGGER USER; %s; ALTER TABLE audit_entry ENABLE TRIGGER USER"
            .formatted(sql));
  }
}
