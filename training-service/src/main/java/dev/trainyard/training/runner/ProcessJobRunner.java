package dev.trainyard.training.runner;

import dev.trainyard.runtime.process.OwnedProcess;
import dev.trainyard.runtime.process.ProcessIdentity;
import dev.trainyard.runtime.process.ProcessSpec;
import dev.trainyard.training.config.TrainingConfig;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Runs trainings as child processes on this machine, below the priority of the services. */
@ApplicationScoped
class ProcessJobRunner implements JobRunner {

  private static final Path NICE = Path.of("/usr/bin/nice");

  private final TrainingConfig config;

  ProcessJobRunner(TrainingConfig config) {
    this.config = config;
  }

  @Override
  public boolean hasRoom() {
    try {
      Path directory = Files.createDirectories(config.workDirectory());
      return Files.getFileStore(directory).getUsableSpace() > config.reserveBytes();
    } catch (IOException e) {
      Log.warnf("The work directory cannot be used: %s", e.getMessage());
      return false;
    }
  }

  @Override
  public JobFolder folder(UUID job) {
    return new JobFolder(config.workDirectory().toAbsolutePath().resolve(job.toString()));
  }

  @Override
  public Run start(RunPlan plan) throws IOException {
    JobFolder folder = folder(plan.job());
    folder.create(plan.attempt());
    var files = new AttemptFiles(folder, plan.attempt());
    long memoryKills = MemoryKills.count();
    OwnedProcess process =
        OwnedProcess.start(
            new ProcessSpec(
                command(),
                folder.root(),
                environment(folder, plan),
                files.stdout(),
                files.stderr(),
                files.identity()));
    return new ProcessRun(files, process, memoryKills);
  }

  @Override
  public Run takeOver(RunPlan plan) throws IOException {
    var files = new AttemptFiles(folder(plan.job()), plan.attempt());
    if (ProcessIdentity.endLeftover(files.identity(), config.grace())) {
      Log.infof("Ended what was left of job %s, attempt %d", plan.job(), plan.attempt());
    }
    ProcessIdentity.endLeftover(files.checkIdentity(), Duration.ZERO);
    return new ProcessRun(files, null, 0);
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    if (config.nice() > 0 && Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", Integer.toString(config.nice())));
    }
    command.addAll(config.trainerCommand());
    return command;
  }

  private Map<String, String> environment(JobFolder folder, RunPlan plan) {
    Map<String, String> environment = new HashMap<>();
    String model = folder.model(plan.attempt()).toString();
    environment.put("TRAIN_JOB_FILE", folder.document().toString());
    environment.put("TRAIN_INPUT_DIR", folder.input().toString());
    environment.put("SM_CHANNEL_TRAIN", folder.data().toString());
    environment.put("TRAIN_MODEL_DIR", model);
    environment.put("SM_MODEL_DIR", model);
    environment.put("TRAIN_CHECKPOINT_DIR", folder.checkpoints().toString());
    environment.put("TRAIN_OUTPUT_DIR", folder.output(plan.attempt()).toString());
    environment.put("TRAIN_SEED", Long.toString(plan.seed()));
    environment.put("TRAIN_GRACE_SECONDS", Long.toString(config.grace().toSeconds()));
    environment.put("OMP_NUM_THREADS", Integer.toString(Slots.threadsEach(config)));
    environment.put("OMP_WAIT_POLICY", "passive");
    environment.put("MALLOC_ARENA_MAX", "2");
    return environment;
  }
}
