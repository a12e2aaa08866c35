package dev.trainyard.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.postgresql.PGConnection;

/**
 * Brings databases and roles to the state a {@link DatabaseSpec} describes; runs any number of
 * times.
 */
public final class DatabaseProvisioner {

  private static final long LOCK = 0x7472_6169_6e79_6172L;
  private static final int MIGRATOR_CONNECTIONS = 8;

  private final UnaryOperator<String> jdbcUrl;
  private final String superuser;
  private final String password;

  /** Works on a server through its superuser; the operator maps a database to its JDBC address. */
  public DatabaseProvisioner(UnaryOperator<String> jdbcUrl, String superuser, String password) {
    this.jdbcUrl = jdbcUrl;
    this.superuser = superuser;
    this.password = password;
  }

  /** Works on an embedded server. */
  public static DatabaseProvisioner of(EmbeddedPostgres server) {
    return new DatabaseProvisioner(
        server::jdbcUrl, EmbeddedPostgres.SUPERUSER, server.superuserPassword());
  }

  /** Creates what is missing, corrects what differs, and sets both passwords. */
  public void provision(DatabaseSpec spec) {
    try {
      try (Connection connection = connect("postgres");
          Statement sql = connection.createStatement()) {
        sql.execute("select pg_advisory_lock(" + LOCK + ")");
        roles(connection, sql, spec);
        database(connection, sql, spec);
      }
      try (Connection connection = connect(spec.name());
          Statement sql = connection.createStatement()) {
        privileges(sql, spec);
      }
    } catch (SQLException e) {
      throw new PostgresException("cannot prepare database " + spec.name(), e);
    }
  }

  private static void roles(Connection connection, Statement sql, DatabaseSpec spec)
      throws SQLException {
    for (String role : new String[] {spec.owner(), spec.migrator(), spec.app()}) {
      if (!exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
        sql.execute("create role " + role);
      }
    }
    String plain = " nosuperuser nocreatedb nocreaterole noreplication nobypassrls ";
    sql.execute("alter role " + spec.owner() + plain + "nologin");
    sql.execute(
        "alter role " + spec.migrator() + plain + "login connection limit " + MIGRATOR_CONNECTIONS);
    sql.execute(
        "alter role " + spec.app() + plain + "login connection limit " + spec.appConnections());
    sql.execute(
        "grant %s to %s with inherit true, set true".formatted(spec.owner(), spec.migrator()));
    // The driver hashes on this side, so no log of the server ever holds a password.
    PGConnection postgres = connection.unwrap(PGConnection.class);
    postgres.alterUserPassword(
        spec.migrator(), spec.migratorPassword().toCharArray(), "scram-sha-256");
    postgres.alterUserPassword(spec.app(), spec.appPassword().toCharArray(), "scram-sha-256");
  }

  private static void database(Connection connection, Statement sql, DatabaseSpec spec)
      throws SQLException {
    if (!exists(connection, "select 1 from pg_database where datname = ?", spec.name())) {
      sql.execute(
          "create database %s owner %s template template0 encoding 'UTF8'"
              .formatted(spec.name(), spec.owner()));
    }
    sql.execute("alter database %s owner to %s".formatted(spec.name(), spec.owner()));
    sql.execute("revoke all on database " + spec.name() + " from public");
    sql.execute("revoke all on database postgres from public");
    sql.execute(
        "grant connect on database %s to %s, %s"
            .formatted(spec.name(), spec.migrator(), spec.app()));
    setting(sql, spec.app(), "statement_timeout", "15s");
    setting(sql, spec.app(), "idle_in_transaction_session_timeout", "30s");
    setting(sql, spec.app(), "lock_timeout", "5s");
    setting(sql, spec.migrator(), "statement_timeout", "0");
    // Flyway keeps its lock in one idle transaction while a second connection migrates.
    setting(sql, spec.migrator(), "idle_in_transaction_session_timeout", "0");
    setting(sql, spec.migrator(), "lock_timeout", "5s");
    // Whatever the migrator creates, also by hand, belongs to the owner.
    sql.execute(
        "alter role %s in database %s set role to %s"
            .formatted(spec.migrator(), spec.name(), spec.owner()));
  }

  private static void privileges(Statement sql, DatabaseSpec spec) throws SQLException {
    sql.execute("alter schema public owner to " + spec.owner());
    sql.execute("revoke all on schema public from public");
    sql.execute("grant usage on schema public to " + spec.app());
    String defaults = "alter default privileges for role " + spec.owner() + " grant ";
    sql.execute(defaults + "select, insert, update, delete on tables to " + spec.app());
    sql.execute(defaults + "usage, select on sequences to " + spec.app());
  }

  private static void setting(Statement sql, String role, String name, String value)
      throws SQLException {
    sql.execute("alter role %s set %s to '%s'".formatted(role, name, value));
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      return statement.executeQuery().next();
    }
  }

  private Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", superuser);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", "60");
    return DriverManager.getConnection(jdbcUrl.apply(database), properties);
  }
}
