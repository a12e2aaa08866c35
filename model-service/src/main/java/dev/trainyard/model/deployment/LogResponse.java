package dev.trainyard.model.deployment;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The newest lines that a replica wrote, oldest first. */
@Schema(name = "DeploymentLog")
record LogResponse(List<Line> lines) {

  LogResponse {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param seq position in this answer, from 1
   * @param stream {@code stdout}: both streams of a server go into one log
   */
  @Schema(name = "DeploymentLogLine")
  record Line(int seq, String stream, String text) {}
}
