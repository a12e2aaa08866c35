package dev.trainyard.training.job;

import dev.trainyard.data.audit.AuditedAction;
import java.util.Locale;

/** What the audit trail tells of jobs. */
enum JobAction implements AuditedAction {
  SUBMIT,
  CANCEL,
  RETRY,
  DELETE,
  /** A job was read by the platform role alone. */
  READ,
  /** So was a list, which then shows everybody's jobs. */
  LIST;

  @Override
  public String text() {
    return "job." + name().toLowerCase(Locale.ROOT);
  }
}
