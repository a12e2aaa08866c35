package dev.trainyard.auth.session;

import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Records a refused sign-in, and holds its answer back until a whole number of steps has passed
 * since the attempt came. What is done for a known and for an unknown name is nearly the same; the
 * steps hide the rest.
 */
@ApplicationScoped
class Refusals {

  private final AuditTrail audit;
  private final long step;

  Refusals(AuditTrail audit, AuthConfig config) {
    this.audit = audit;
    this.step = config.limits().refusalStep().toNanos();
  }

  /**
   * What was typed is not recorded: people type passwords into the name field.
   *
   * @param name of the account, if there is one
   * @param arrived {@link System#nanoTime} when the attempt came
   */
  void record(Optional<String> name, String method, long arrived) {
    audit.refused(
        Actor.anonymous(),
        AuditAction.SESSION_OPEN,
        name.orElse("unknown account"),
        Map.of("method", method));
    try {
      Thread.sleep(Duration.ofNanos(remaining(System.nanoTime() - arrived, step)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nanoseconds from {@code elapsed} to the next whole number of steps. */
  static long remaining(long elapsed, long step) {
    return step - elapsed % step;
  }
}
