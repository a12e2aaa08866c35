package dev.trainyard.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DynamicTest;

/**
 * What the schema of every service keeps: migrations run from nothing and once, the role of the
 * running service may read and write rows and nothing else, and every foreign key has an index.
 */
public final class SchemaRules {

  private static final String HISTORY = "flyway_schema_history";
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private static final String ROLE =
      "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls"
          + " OR EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid)"
          + " OR EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid)"
          + " FROM pg_roles r WHERE rolname = current_user";

  private static final String TABLES =
      "SELECT tablename FROM pg_tables WHERE schemaname = current_schema ORDER BY 1";

  /** An index that leaves out nulls serves as well: no null refers to anything. */
  private static final String BARE_FOREIGN_KEYS =
      "SELECT c.conrelid::regclass || '.' || c.conname FROM pg_constraint c"
          + " WHERE c.contype = 'f' AND NOT EXISTS (SELECT 1 FROM pg_index i"
          + " WHERE i.indrelid = c.conrelid AND i.indisvalid"
          + " AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) LIKE '(% IS NOT NULL)')"
          + " AND (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey) ORDER BY 1";

  /** Those that act with the rights of their owner, whom no policy holds. */
  private static final String VIEWS =
      "SELECT relname FROM pg_class WHERE relkind = 'v'"
          + " AND relnamespace = current_schema::regnamespace"
          + " AND NOT coalesce(reloptions, '{}') @> '{security_invoker=true}' ORDER BY 1";

  /** What lies in a namespace is somebody's. */
  private static final String UNGUARDED =
      "SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND NOT c.relrowsecurity"
          + " AND c.relnamespace = current_schema::regnamespace AND 2 = (SELECT count(*)"
          + " FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('namespace', 'name'))"
          + " ORDER BY 1";

  private SchemaRules() {}

  /**
   * The rules as tests.
   *
   * @param app connects as the role of the running service
   * @param migrate runs the service's migrations, as it did when the service started on an empty
   *     database
   */
  public static Stream<DynamicTest> tests(DataSource app, Runnable migrate) {
    return Stream.of(
        dynamicTest("migrations apply to an empty database, once", () -> appliedOnce(app, migrate)),
        dynamicTest("the app role is a plain one that owns nothing", () -> plainRole(app)),
        dynamicTest("the app role cannot change the schema", () -> schemaIsFixed(app)),
        dynamicTest("the app role has no right but to rows", () -> rowsOnly(app)),
        dynamicTest(
            "views with the rights of their owner are for reading alone", () -> viewsOnlyRead(app)),
        dynamicTest("rows in a namespace have a policy", () -> namespacesAreGuarded(app)),
        dynamicTest("every foreign key has an index", () -> foreignKeysAreIndexed(app)));
  }

  private static void appliedOnce(DataSource app, Runnable migrate) throws SQLException {
    List<String> before = history(app);
    assertThat(before).isNotEmpty().allMatch(row -> row.endsWith(" t"));

    migrate.run();

    assertThat(history(app)).isEqualTo(before);
  }

  private static List<String> history(DataSource app) throws SQLException {
    return texts(
        app,
        "SELECT concat_ws(' ', installed_rank, version, script, checksum, installed_on, success)"
            + " FROM "
            + HISTORY
            + " ORDER BY installed_rank");
  }

  private static void plainRole(DataSource app) throws SQLException {
    assertThat(texts(app, ROLE)).containsExactly("f");
  }

  private static void schemaIsFixed(DataSource app) throws SQLException {
    List<String> statements =
        new ArrayList<>(
            List.of(
                "CREATE TABLE intruder (id int)",
                "CREATE TEMPORARY TABLE intruder (id int)",
                "CREATE SCHEMA intruder",
                "CREATE FUNCTION intruder() RETURNS int LANGUAGE sql AS 'SELECT 1'"));
    for (String table : texts(app, TABLES)) {
      statements.add("ALTER TABLE " + table + " ADD COLUMN intruder int");
      statements.add("CREATE INDEX intruder ON " + table + " ((1))");
      statements.add("TRUNCATE " + table + " CASCADE");
      statements.add("DROP TABLE " + table + " CASCADE");
    }
    for (String statement : statements) {
      assertThatThrownBy(() -> tried(app, statement))
          .as(statement)
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> assertThat(e.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }
  }

  /** Runs a statement and takes it back, so that a right too many does no harm to other tests. */
  private static void tried(DataSource app, String sql) throws SQLException {
    try (Connection connection = app.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        statement.execute(sql);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static void rowsOnly(DataSource app) throws SQLException {
    for (String table : texts(app, TABLES)) {
      assertThat(rights(app, table))
          .as(table)
          .isSubsetOf(
              table.equals(HISTORY)
                  ? List.of("SELECT")
                  : List.of("SELECT", "INSERT", "UPDATE", "DELETE"));
    }
  }

  private static List<String> rights(DataSource app, String table) throws SQLException {
    return texts(
        app,
        "SELECT DISTINCT privilege_type FROM information_schema.table_privileges"
            + " WHERE table_schema = current_schema AND table_name = '"
            + table
            + "' ORDER BY 1");
  }

  private static void viewsOnlyRead(DataSource app) throws SQLException {
    for (String view : texts(app, VIEWS)) {
      assertThat(rights(app, view)).as(view).containsExactly("SELECT");
    }
  }

  private static void namespacesAreGuarded(DataSource app) throws SQLException {
    assertThat(texts(app, UNGUARDED)).as("tables with a namespace and without policies").isEmpty();
  }

  private static void foreignKeysAreIndexed(DataSource app) throws SQLException {
    assertThat(texts(app, BARE_FOREIGN_KEYS)).isEmpty();
  }

  private static List<String> texts(DataSource app, String query) throws SQLException {
    try (Connection connection = app.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }
}
