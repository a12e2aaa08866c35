package dev.trainyard.data;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.util.SortedSet;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Keeps a service not ready until its schema has every migration that the build ships; a newer
 * schema is fine, since migrations only expand until every replica is new.
 */
@Readiness
@ApplicationScoped
class SchemaGate implements HealthCheck {

  private final Migrations migrations;
  private volatile boolean satisfied;
  private volatile String required;

  SchemaGate(Migrations migrations) {
    this.migrations = migrations;
  }

  /**
   * Before every other observer, so that none of them meets a missing table when we may migrate.
   */
  void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    if (migrations.mayMigrate() && !MigrateMode.active()) {
      migrations.migrate();
    }
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("schema");
    if (satisfied) {
      return answer.up().withData("required", required).build();
    }
    try {
      SortedSet<MigrationVersion> needed = migrations.required();
      SortedSet<MigrationVersion> present = migrations.present();
      required = newest(needed);
      satisfied = present.containsAll(needed);
      return answer
          .status(satisfied)
          .withData("required", required)
          .withData("present", newest(present))
          .build();
    } catch (SQLException | FlywayException e) {
      Log.debug("The schema version cannot be read", e);
      return answer.down().withData("reason", "the database cannot be reached").build();
    }
  }

  private static String newest(SortedSet<MigrationVersion> versions) {
    return versions.isEmpty() ? "none" : versions.last().getVersion();
  }
}
