package dev.trainyard.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.testing.PlatformTestResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class SchemaGateTest {

  @Inject Migrations migrations;

  /** The library's own migration, and that of the service. */
  private static final MigrationVersion AUDIT = MigrationVersion.fromVersion("0.1");

  private static final MigrationVersion OWN = MigrationVersion.fromVersion("1");

  @Inject AgroalDataSource dataSource;
  @Inject DataConfig config;
  @Inject @Readiness SchemaGate gate;

  @Test
  void serviceWithMigratorCredentialsMigratesAtStart() throws SQLException {
    assertThat(migrations.mayMigrate()).isTrue();
    assertThat(migrations.present()).startsWith(AUDIT).endsWith(OWN);
    assertThat(migrations.required()).startsWith(AUDIT).endsWith(OWN);
  }

  @Test
  void readinessIsGreenOnceTheSchemaIsThere() {
    // When
    HealthCheckResponse answer = gate.call();

    // Then
    assertThat(answer.getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void readinessIsRedUntilTheSchemaIsThere() throws SQLException {
    // Given
    asOwner("ALTER TABLE flyway_schema_history RENAME TO hidden");
    SchemaGate fresh = new SchemaGate(migrations);
    HealthCheckResponse before = fresh.call();

    // When
    asOwner("ALTER TABLE hidden RENAME TO flyway_schema_history");
    HealthCheckResponse after = fresh.call();

    // Then
    assertThat(before.getStatus()).isEqualTo(Status.DOWN);
    assertThat(before.getData().orElseThrow())
        .containsEntry("required", "1")
        .containsEntry("present", "none");
    assertThat(after.getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void migrateModeEndsWithSuccess() {
    assertThat(new MigrateMode.Once().run("migrate")).isZero();
    assertThat(new MigrateMode.Once().run("no-such-errand")).isEqualTo(2);
  }

  @Test
  void migratingAgainChangesNothing() throws SQLException {
    // When
    migrations.migrate();

    // Then
    assertThat(migrations.present()).startsWith(AUDIT).endsWith(OWN);
  }

  @Test
  void migrationOfALibraryMayComeAfterThoseOfTheService() throws SQLException {
    // Given
    asOwner("DROP TABLE thing");
    asOwner(
        "UPDATE flyway_schema_history SET version = '100', script = 'V100__gone.sql' WHERE version = '1'");
    SchemaGate fresh = new SchemaGate(migrations);
    HealthCheckResponse before = fresh.call();

    // When
    migrations.migrate();

    // Then
    HealthCheckResponse after = fresh.call();
    asOwner("DELETE FROM flyway_schema_history WHERE version = '100'");
    assertThat(before.getStatus()).isEqualTo(Status.DOWN);
    assertThat(before.getData().orElseThrow()).containsEntry("present", "100");
    assertThat(after.getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void runningServiceUsesTablesButCannotChangeTheSchema() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      // Given
      statement.execute("DELETE FROM thing");

      // When
      int rows = statement.executeUpdate("INSERT INTO thing VALUES (1)");

      // Then
      assertThat(rows).isEqualTo(1);
      assertThatThrownBy(() -> statement.execute("CREATE TABLE other (id integer)"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> statement.execute("DROP TABLE thing"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("must be owner");
    }
  }

  private void asOwner(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                dataSource
                    .getConfiguration()
                    .connectionPoolConfiguration()
                    .connectionFactoryConfiguration()
                    .jdbcUrl(),
                config.migrator().username().orElseThrow(),
                config.migrator().password().orElseThrow());
        var statement = connection.createStatement()) {
      statement.execute("SET ROLE " + config.ownerRole().orElseThrow());
      statement.execute(sql);
    }
  }
}
