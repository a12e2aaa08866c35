package dev.trainyard.data;

import dev.trainyard.data.audit.AuditSeals;
import dev.trainyard.data.audit.AuditVerification;
import io.quarkus.arc.Arc;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Entry point of every service with a database. As the first argument, {@code migrate} runs the
 * migrations with the migrator's credentials and ends, {@code verify-audit} checks the audit trail
 * and ends; otherwise the service serves.
 */
@QuarkusMain
public final class MigrateMode {

  private static final String PROPERTY = "trainyard.migrate-mode";

  private static final Map<String, Class<? extends QuarkusApplication>> ERRANDS =
      Map.of("migrate", Once.class, "verify-audit", Verify.class);

  private MigrateMode() {}

  /** Whether this process only runs an errand: nothing that polls or schedules may start then. */
  public static boolean active() {
    return Boolean.getBoolean(PROPERTY);
  }

  public static void main(String... arguments) {
    String errand = arguments.length > 0 ? arguments[0] : "";
    if (ERRANDS.containsKey(errand)) {
      System.setProperty(PROPERTY, "true");
      System.setProperty("quarkus.http.host-enabled", "false");
      System.setProperty("quarkus.management.port", "0");
      System.setProperty("quarkus.management.host", "127.0.0.1");
      System.setProperty("quarkus.scheduler.enabled", "false");
      Quarkus.run(ERRANDS.get(errand), arguments);
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

  /** Ends with the exit code 0 for a trail without findings, 3 with each finding in the log. */
  public static final class Verify implements QuarkusApplication {

    private static final int TAMPERED = 3;

    @Override
    public int run(String... arguments) {
      var report = Arc.container().instance(AuditVerification.class).get().verify();
      List<String> findings = new ArrayList<>(report.findings());
      Arc.container().select(AuditSeals.class).forEach(seals -> findings.addAll(seals.check()));
      findings.forEach(Log::error);
      Log.infof(
          "Audit trail: %d entries in %d chains, %d findings",
          report.entries(), report.chains(), findings.size());
      return findings.isEmpty() ? 0 : TAMPERED;
    }
  }
}
