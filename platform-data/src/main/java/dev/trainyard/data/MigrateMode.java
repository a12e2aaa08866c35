package dev.trainyard.data;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Entry point of every service with a database: {@code migrate} as the first argument runs the
 * migrations with the migrator's credentials and ends; otherwise the service serves.
 */
@QuarkusMain
public final class MigrateMode {

  private static final String PROPERTY = "trainyard.migrate-mode";

  private MigrateMode() {}

  /** Whether this process only migrates: nothing that polls or schedules may start then. */
  public static boolean active() {
    return Boolean.getBoolean(PROPERTY);
  }

  public static void main(String... arguments) {
    if (arguments.length > 0 && arguments[0].equals("migrate")) {
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

  /** Migrates and ends with the exit code 0, or 1 with the reason in the log. */
  public static final class Once implements QuarkusApplication {

    @Override
    public int run(String... arguments) {
      Arc.container().instance(Migrations.class).get().migrate();
      return 0;
    }
  }
}
