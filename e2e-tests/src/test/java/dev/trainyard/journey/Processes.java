package dev.trainyard.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The processes of a platform on this machine, as its launcher records them. */
final class Processes {

  /** The launcher and all that it started, as when the machine loses power. */
  static final String EVERYTHING = "everything";

  static final List<String> KINDS =
      List.of(
          "auth-service",
          "dataset-service",
          "model-service",
          "training-service",
          "gateway",
          "postgres",
          "trainer",
          "inference-server",
          EVERYTHING);

  private final Path data;

  Processes(Path data) {
    this.data = data;
  }

  /** Ends a process of the kind at once, with SIGKILL; false when there is none just now. */
  boolean kill(String kind) throws IOException {
    if (kind.equals(EVERYTHING)) {
      List<ProcessHandle> all = everything();
      all.forEach(ProcessHandle::destroyForcibly);
      return !all.isEmpty();
    }
    return find(kind).map(ProcessHandle::destroyForcibly).orElse(false);
  }

  private List<ProcessHandle> everything() throws IOException {
    List<ProcessHandle> all = new ArrayList<>();
    find("launcher").ifPresent(all::add);
    for (ProcessHandle direct : List.copyOf(all)) {
      all.addAll(direct.descendants().toList());
    }
    all.addAll(trainers());
    all.addAll(inferenceServers());
    return all;
  }

  private Optional<ProcessHandle> find(String kind) throws IOException {
    if (kind.equals("trainer")) {
      return trainers().stream().findAny();
    }
    if (kind.equals("inference-server")) {
      return inferenceServers().stream().findAny();
    }
    Path record = data.resolve("run").resolve(kind + ".json");
    if (!Files.exists(record)) {
      return Optional.empty();
    }
    JsonNode known = Platform.JSON.readTree(record.toFile());
    long pid = known.at(known.has("process") ? "/process/pid" : "/pid").asLong();
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
  }

  /** Trainer processes whose working directory lies below this data directory. */
  List<ProcessHandle> trainers() {
    return inWorkDirectory("trainer.jar");
  }

  /** Inference servers whose model lies below this data directory. */
  List<ProcessHandle> inferenceServers() {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .filter(process -> commandLine(process.pid()).contains("inference-server.jar"))
        .filter(process -> commandLine(process.pid()).contains(data.toString()))
        .toList();
  }

  private List<ProcessHandle> inWorkDirectory(String jar) {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .filter(process -> commandLine(process.pid()).contains(jar))
        .filter(process -> workingDirectory(process.pid()).startsWith(data.toString()))
        .toList();
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc", pid + "", "cmdline"));
    } catch (IOException e) {
      return "";
    }
  }

  private static String workingDirectory(long pid) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", pid + "", "cwd")).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
