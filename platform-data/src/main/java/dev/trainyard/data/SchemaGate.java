package dev.trainyard.data;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Keeps a service not ready until its schema is at least at the version that the build needs; a
 * newer schema is fine, since migrations only expand until every replica is new.
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
      String needed = required();
      Optional<String> present = migrations.present();
      satisfied =
          present
              .map(MigrationVersion::fromVersion)
              .map(version -> version.compareTo(MigrationVersion.fromVersion(needed)) >= 0)
              .orElse(needed.equals("0"));
      return answer
          .status(satisfied)
          .withData("required", needed)
          .withData("present", present.orElse("none"))
          .build();
    } catch (SQLException e) {
      Log.debug("The schema version cannot be read", e);
      return answer.down().withData("reason", "the database cannot be reached").build();
    }
  }

  private String required() {
    if (required == null) {
      required = migrations.required().orElse("0");
    }
    return required;
  }
}
