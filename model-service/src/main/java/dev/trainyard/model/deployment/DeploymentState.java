package dev.trainyard.model.deployment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a deployment as a whole is doing; derived from its replicas, never stored. */
enum DeploymentState {
  STARTING,
  READY,
  DEGRADED,
  UPDATING,
  STOPPING,
  STOPPED,
  FAILED;

  @JsonValue
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
