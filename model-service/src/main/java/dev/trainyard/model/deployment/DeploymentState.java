package dev.trainyard.model.deployment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a deployment as a whole is doing; derived from its replicas, never stored. */
@Schema(
    name = "DeploymentState",
    enumeration = {"starting", "ready", "degraded", "updating", "stopping", "stopped", "failed"})
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
