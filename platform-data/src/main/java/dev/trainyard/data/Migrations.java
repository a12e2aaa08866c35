package dev.trainyard.data;

import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedSet;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Brings the schema to the version that this build needs, with the migrator's credentials, and
 * tells a running service, which has no right to change the schema, whether it may serve.
 */
@ApplicationScoped
public class Migrations {

  private static final String APPLIED =
      "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL";

  /** The app role got these rights by default, but only reads what was applied. */
  private static final String PROTECT_HISTORY =
      """
      DO $$
      DECLARE
          reader name;
      BEGIN
          FOR reader IN
              SELECT DISTINCT grantee FROM information_schema.role_table_grants
              WHERE table_schema = current_schema AND table_name = 'flyway_schema_history'
                AND grantee <> current_user AND privilege_type <> 'SELECT'
          LOOP
              EXECUTE format('REVOKE ALL ON flyway_schema_history FROM %I', reader);
              EXECUTE format('GRANT SELECT ON flyway_schema_history TO %I', reader);
          END LOOP;
      END
      $$
      """;

  private final Flyway template;
  private final DataConfig config;
  private final AgroalDataSource dataSource;

  Migrations(Flyway template, DataConfig config, AgroalDataSource dataSource) {
    this.template = template;
    this.config = config;
    this.dataSource = dataSource;
  }

  /** Whether this process holds the credentials to migrate. */
  public boolean mayMigrate() {
    return config.migrator().username().isPresent();
  }

  /**
   * Migrates; Flyway's own lock makes concurrent replicas wait for each other. A service and the
   * library below it number their migrations apart, so the library's next one may come after higher
   * numbers of the service; and an older build must cope with a newer schema.
   */
  public void migrate() {
    var configuration =
        Flyway.configure()
            .configuration(template.getConfiguration())
            .outOfOrder(true)
            .ignoreMigrationPatterns("*:missing", "*:future")
            .dataSource(
                jdbcUrl(),
                config.migrator().username().orElseThrow(),
                config.migrator().password().map(String::strip).orElse(""));
    config.ownerRole().ifPresent(role -> configuration.initSql("SET ROLE " + quoted(role)));
    Flyway flyway = configuration.load();
    var result = flyway.migrate();
    protectHistory(flyway);
    Log.infof(
        "Schema at version %s, %d migrations applied",
        result.targetSchemaVersion == null
            ? result.initialSchemaVersion
            : result.targetSchemaVersion,
        result.migrationsExecuted);
  }

  private void protectHistory(Flyway flyway) {
    try (Connection connection = flyway.getConfiguration().getDataSource().getConnection();
        Statement statement = connection.createStatement()) {
      if (config.ownerRole().isPresent()) {
        statement.execute("SET ROLE " + quoted(config.ownerRole().get()));
      }
      statement.execute(PROTECT_HISTORY);
    } catch (SQLException e) {
      throw new IllegalStateException("The history of migrations cannot be protected", e);
    }
  }

  /** The versions that this build needs; empty when it ships no migration. */
  public SortedSet<MigrationVersion> required() {
    SortedSet<MigrationVersion> versions = new TreeSet<>();
    for (MigrationInfo info : template.info().all()) {
      if (info.getVersion() != null && info.getState().isResolved()) {
        versions.add(info.getVersion());
      }
    }
    return versions;
  }

  /** The versions in the database; empty before the first migration. */
  public SortedSet<MigrationVersion> present() throws SQLException {
    SortedSet<MigrationVersion> versions = new TreeSet<>();
    try (Connection connection = dataSource.getConnection();
        ResultSet exists =
            connection
                .createStatement()
                .executeQuery("SELECT to_regclass('flyway_schema_history')")) {
      exists.next();
      if (exists.getString(1) == null) {
        return versions;
      }
      try (ResultSet rows = connection.createStatement().executeQuery(APPLIED)) {
        while (rows.next()) {
          versions.add(MigrationVersion.fromVersion(rows.getString(1)));
        }
      }
      return versions;
    }
  }

  private String jdbcUrl() {
    return dataSource
        .getConfiguration()
        .connectionPoolConfiguration()
        .connectionFactoryConfiguration()
        .jdbcUrl();
  }

  private static String quoted(String role) {
    if (!role.matches("[a-z_][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("trainyard.data.owner-role is not a role name");
    }
    return '"' + role + '"';
  }
}
