package dev.trainyard.data;

import io.quarkus.arc.Arc;
import io.quarkus.arc.Unremovable;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Entry point of every service with a database: with the name of an {@link Errand} as the first
 * argument the process does it and ends; otherwise the service serves.
 */
@QuarkusMain
public final class MigrateMode {

  private static final String PROPERTY = "trainyard.migrate-mode";

  private MigrateMode() {}

  /** Whether this process only runs an errand: nothing that polls or schedules may start then. */
  public static boolean active() {
    return Boolean.getBoolean(PROPERTY);
  }

  public static void main(String... arguments) {
    if (arguments.length > 0 && arguments[0].matches("[a-z][a-z-]*")) {
      System.setProperty(PROPERTY, "true");
      System.setProperty("quarkus.http.host-enabled", "false");
      System.setProperty("quarkus.management.port", "0");
      System.setProperty("quarkus.management.host", "127.0.0.1");
      System.setProperty("quarkus.scheduler.enabled", "false");
      Quarkus.run(Once.class, arguments);
    } else {
      Quarkus.run(arguments);
    }
  }

  /** Ends with the errand's exit code, or 2 when there is none of that name. */
  public static final class Once implements QuarkusApplication {

    private static final int MISUSED = 2;

    @Override
    public int run(String... arguments) {
      return Arc.container().select(Errand.class).stream()
          .filter(errand -> errand.name().equals(arguments[0]))
          .findFirst()
          .map(Errand::run)
          .orElseGet(
              () -> {
                Log.errorf("There is no errand %s", arguments[0]);
                return MISUSED;
              });
    }
  }

  /** {@code migrate} runs the migrations with the migrator's credentials. */
  @Unremovable // Asked for by name alone.
  @ApplicationScoped
  static class Migrate implements Errand {

    private final Migrations migrations;

    Migrate(Migrations migrations) {
      this.migrations = migrations;
    }

    @Override
    public String name() {
      return "migrate";
    }

    @Override
    public int run() {
      migrations.migrate();
      return 0;
    }
  }
}
