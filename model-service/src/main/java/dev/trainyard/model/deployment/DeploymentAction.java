package dev.trainyard.model.deployment;

import dev.trainyard.data.audit.AuditedAction;
import java.util.Locale;

/** What the audit trail tells of deployments. */
enum DeploymentAction implements AuditedAction {
  CREATE,
  UPDATE,
  START,
  STOP,
  DELETE,
  /** A private deployment was read by the platform role alone. */
  READ,
  /** So was a list, which then shows everybody's private deployments. */
  LIST;

  @Override
  public String text() {
    return "deployment." + name().toLowerCase(Locale.ROOT);
  }
}
