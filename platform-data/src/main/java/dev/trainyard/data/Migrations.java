package dev.trainyard.data;

import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Brings the schema to the version that this build needs, with the migrator's credentials, and
 * tells a running service, which has no right to change the schema, whether it may serve.
 */
@ApplicationScoped
public class Migrations {

  private static final String NEWEST =
      "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL"
          + " ORDER BY installed_rank DESC LIMIT 1";

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

  /** Migrates; Flyway's own lock makes concurrent replicas wait for each other. */
  public void migrate() {
    var configuration =
        Flyway.configure()
            .configuration(template.getConfiguration())
            .dataSource(
                jdbcUrl(),
                config.migrator().username().orElseThrow(),
                config.migrator().password().map(String::strip).orElse(""));
    config.ownerRole().ifPresent(role -> configuration.initSql("SET ROLE " + quoted(role)));
    var result = configuration.load().migrate();
    Log.infof(
        "Schema at version %s, %d migrations applied",
        result.targetSchemaVersion == null
            ? result.initialSchemaVersion
            : result.targetSchemaVersion,
        result.migrationsExecuted);
  }

  /** The version that this build needs; empty when it ships no migration. */
  public Optional<String> required() {
    MigrationInfo[] all = template.info().all();
    Optional<MigrationVersion> newest = Optional.empty();
    for (MigrationInfo info : all) {
      if (info.getVersion() != null
          && info.getScript() != null
          && info.getState().isResolved()
          && newest.map(version -> info.getVersion().compareTo(version) > 0).orElse(true)) {
        newest = Optional.of(info.getVersion());
      }
    }
    return newest.map(MigrationVersion::getVersion);
  }

  /** The version in the database; empty before the first migration. */
  public Optional<String> present() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        ResultSet exists =
            connection
                .createStatement()
                .executeQuery("SELECT to_regclass('flyway_schema_history')")) {
      exists.next();
      if (exists.getString(1) == null) {
        return Optional.empty();
      }
      try (ResultSet rows = connection.createStatement().executeQuery(NEWEST)) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
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
