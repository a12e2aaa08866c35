package dev.trainyard.model.testing;

import java.util.List;
import java.util.UUID;

/** Finds the inference servers of a deployment among this machine's processes, from outside. */
public final class Servers {

  private Servers() {}

  /** They are known by their model directory, which names the deployment. */
  public static List<ProcessHandle> of(UUID deployment) {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .commandLine()
                    .map(
                        line ->
                            line.contains("--model-dir") && line.contains(deployment.toString()))
                    .orElse(false))
        .toList();
  }

  public static void kill(UUID deployment) {
    of(deployment).forEach(ProcessHandle::destroyForcibly);
  }
}
