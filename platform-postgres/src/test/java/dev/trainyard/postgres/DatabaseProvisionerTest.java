package dev.trainyard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The migrator shapes the schema, the app role only works with rows, and strangers see nothing. */
class DatabaseProvisionerTest {

  private static final DatabaseSpec SPEC =
      new DatabaseSpec("shop", "migrator-password", "app-password", 10);

  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws SQLException {
    server = EmbeddedPostgres.builder().setting("fsync", "off").start();
    DatabaseProvisioner.of(server).provision(SPEC);
    try (Connection migrator = migrator();
        Statement sql = migrator.createStatement()) {
      sql.execute("create table item (id bigint generated always as identity, name text)");
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void appRoleWorksWithRowsOfTheMigratorsTables() throws Exception {
    // Given the migrator's table
    try (Connection app = app();
        Statement sql = app.createStatement()) {

      // When the app role writes and reads
      sql.execute("insert into item (name) values ('a'), ('b')");
      sql.execute("update item set name = 'c' where name = 'b'");
      int deleted = sql.executeUpdate("delete from item");

      // Then it may
      assertThat(deleted).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void appRoleCannotChangeTheSchema() throws Exception {
    // Given the app role
    try (Connection app = app();
        Statement sql = app.createStatement()) {

      // When it tries to create, alter, truncate or become somebody else
      // Then each is denied
      for (String command :
          new String[] {
            "create table mine (id int)",
            "create temporary table mine (id int)",
            "create schema mine",
            "alter table item add column more text",
            "drop table item",
            "truncate item",
            "set role shop_owner"
          }) {
        assertThatThrownBy(() -> sql.execute(command))
            .as(command)
            .isInstanceOf(SQLException.class)
            .extracting(e -> ((SQLException) e).getSQLState())
            .isEqualTo("42501");
      }
    }
  }

  @Test
  void whateverTheMigratorCreatesBelongsToTheOwner() throws Exception {
    // Given the migrator's table
    try (Connection migrator = migrator();
        Statement sql = migrator.createStatement()) {

      // When its owner is looked up
      var rows = sql.executeQuery("select tableowner from pg_tables where tablename = 'item'");
      rows.next();

      // Then it is the owner role, which cannot log in
      assertThat(rows.getString(1)).isEqualTo("shop_owner");
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.jdbcUrl("shop"), "shop_owner", "x"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void limitsOfTheAppRoleDoNotHoldForTheMigrator() throws Exception {
    // Given both roles
    // When their limits are asked for
    // Then only the app role's statements end after 15 s
    assertThat(show(app(), "statement_timeout")).isEqualTo("15s");
    assertThat(show(app(), "idle_in_transaction_session_timeout")).isEqualTo("30s");
    assertThat(show(app(), "lock_timeout")).isEqualTo("5s");
    assertThat(show(migrator(), "statement_timeout")).isEqualTo("0");
  }

  @Test
  void rolesOfOneDatabaseCannotEnterAnother() {
    // Given a second database
    DatabaseProvisioner.of(server)
        .provision(new DatabaseSpec("vault", "other-migrator", "other-app", 3));

    // When the first one's app role connects to it or to the maintenance database
    // Then it is refused
    for (String database : new String[] {"vault", "postgres"}) {
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(
                      server.jdbcUrl(database), SPEC.app(), SPEC.appPassword()))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied for database");
    }
  }

  @Test
  void runsAgainAndTakesNewPasswords() throws Exception {
    // Given a provisioned database with a row
    DatabaseSpec before = new DatabaseSpec("again", "m-one", "a-one", 3);
    DatabaseProvisioner.of(server).provision(before);

    // When it is provisioned with other passwords
    DatabaseProvisioner.of(server).provision(new DatabaseSpec("again", "m-two", "a-two", 4));

    // Then the new one opens and the old one does not
    try (Connection app =
        DriverManager.getConnection(server.jdbcUrl("again"), "again_app", "a-two")) {
      assertThat(app.isValid(5)).isTrue();
    }
    assertThatThrownBy(
            () -> DriverManager.getConnection(server.jdbcUrl("again"), "again_app", "a-one"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void refusesNamesThatAreNoPlainIdentifiers() {
    // Given a name that would be SQL
    // When a spec is made of it
    // Then it is refused, and passwords never show in its text
    assertThatThrownBy(() -> new DatabaseSpec("a; drop", "m", "a", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DatabaseSpec("a", "", "a", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DatabaseSpec("a", "m", "a", 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(SPEC).hasToString("DatabaseSpec[shop]");
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (connection;
        Statement sql = connection.createStatement()) {
      var rows = sql.executeQuery("show " + setting);
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection app() throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl("shop"), SPEC.app(), SPEC.appPassword());
  }

  private static Connection migrator() throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl("shop"), SPEC.migrator(), SPEC.migratorPassword());
  }
}
