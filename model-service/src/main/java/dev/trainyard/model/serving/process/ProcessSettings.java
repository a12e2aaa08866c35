package dev.trainyard.model.serving.process;

import dev.trainyard.model.serving.ReplicaSpec;
import dev.trainyard.runtime.process.LogRotation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What all inference servers of this instance have in common. */
record ProcessSettings(
    List<String> program,
    int threads,
    Duration startTimeout,
    Duration stopGrace,
    PackageFolder packages,
    LogRotation rotation) {

  ProcessSettings {
    program = List.copyOf(program);
  }

  List<String> commandFor(Path model, ReplicaSpec spec, Path portFile) {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of("--model-dir", model.toString(), "--name", spec.modelName()));
    command.addAll(List.of("--version", Integer.toString(spec.version())));
    command.addAll(List.of("--host", "127.0.0.1", "--port", "0"));
    command.addAll(List.of("--port-file", portFile.toString()));
    command.addAll(List.of("--threads", Integer.toString(threads), "--exit-with-parent"));
    return command;
  }
}
