package dev.trainyard.data.audit;

import java.util.List;

/**
 * Signed statements about the ends of the chains, which let a rewrite of whole chains be seen. The
 * service that holds signing keys implements it.
 */
public interface AuditSeals {

  /** Compares every seal with the entries; one line for each that does not fit. */
  List<String> check();
}
