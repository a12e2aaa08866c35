package dev.trainyard.data.audit;

import dev.trainyard.data.Errand;
import io.quarkus.arc.Unremovable;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ApplicationConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code verify-audit} checks the trail and its seals; it ends with 3 when it finds something. */
@Unremovable // Asked for by name alone.
@ApplicationScoped
class VerifyAudit implements Errand {

  private static final int TAMPERED = 3;

  private final AuditVerification verification;
  private final Instance<AuditSeals> seals;
  private final ApplicationConfig application;

  VerifyAudit(
      AuditVerification verification,
      @Any Instance<AuditSeals> seals,
      ApplicationConfig application) {
    this.verification = verification;
    this.seals = seals;
    this.application = application;
  }

  @Override
  public String name() {
    return "verify-audit";
  }

  @Override
  public int run() {
    long begin = System.nanoTime();
    var report = verification.verify();
    long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
    List<String> findings = new ArrayList<>(report.findings());
    seals.forEach(seal -> findings.addAll(seal.check()));
    findings.forEach(Log::error);
    Log.infof(
        "Audit trail of %s: %d entries in %d chains read in %d ms, %d findings",
        application.name().orElse("the service"),
        report.entries(),
        report.chains(),
        millis,
        findings.size());
    return findings.isEmpty() ? 0 : TAMPERED;
  }
}
