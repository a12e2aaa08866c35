package dev.trainyard.model.deployment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Life of a replica; the last two are on their way out and not shown. */
@Schema(
    name = "ReplicaState",
    enumeration = {"starting", "checking", "ready", "restarting", "failed"})
enum ReplicaState {
  STARTING,
  CHECKING,
  READY,
  RESTARTING,
  FAILED,
  DRAINING,
  STOPPING;

  /** Whether the replica is one that the deployment wants to have. */
  boolean wanted() {
    return this != DRAINING && this != STOPPING;
  }

  /** Form in the database and on the wire. */
  @JsonValue
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ReplicaState fromText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
