package dev.trainyard.data.audit;

/** A word of a service's closed vocabulary of actions, such as {@code token.create}. */
public interface AuditedAction {

  /** The stored form. */
  String text();
}
