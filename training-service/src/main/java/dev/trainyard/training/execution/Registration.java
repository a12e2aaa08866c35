package dev.trainyard.training.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.commons.naming.RepositoryId;
import dev.trainyard.modelpackage.format.ModelDescriptor;
import dev.trainyard.modelpackage.format.ModelFolder;
import dev.trainyard.modelpackage.format.PackageException;
import dev.trainyard.modelpackage.format.PackagedFile;
import dev.trainyard.training.client.ModelClient;
import dev.trainyard.training.client.PeerException;
import dev.trainyard.training.config.TrainingConfig;
import dev.trainyard.training.job.Claim;
import dev.trainyard.training.job.JobQueue;
import dev.trainyard.training.runner.JobRunner;
import dev.trainyard.training.runner.PackageCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes the finished package a version of the model. Each step may be repeated after a death at any
 * line: the commit is remembered before the version is made, and a job has at most one version.
 */
@ApplicationScoped
class Registration {

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final JobRunner runner;
  private final PackageCheck check;
  private final ModelClient models;
  private final Rights rights;
  private final JobQueue queue;
  private final TrainingConfig config;

  Registration(
      JobRunner runner,
      PackageCheck check,
      ModelClient models,
      Rights rights,
      JobQueue queue,
      TrainingConfig config) {
    this.runner = runner;
    this.check = check;
    this.models = models;
    this.rights = rights;
    this.queue = queue;
    this.config = config;
  }

  /** Registers; returns the version's number. */
  int register(Claim claim, JsonNode metrics, RunControl control) throws IOException {
    ModelDescriptor descriptor = open(claim, control);
    RepositoryId model = RepositoryId.parse("model.repo", claim.job().spec().model());
    String known = claim.job().results().commit();
    String commit =
        known != null ? known : patiently(control, () -> commit(claim, model, descriptor, control));
    if (known == null) {
      queue.committed(claim, commit);
    }
    var version = VersionDocument.of(claim, commit, metrics, descriptor);
    return patiently(control, () -> models.version(rights.token(claim.id()), model, version));
  }

  private ModelDescriptor open(Claim claim, RunControl control) throws IOException {
    try {
      Path directory = runner.folder(claim.id()).model(claim.attempt());
      ModelDescriptor descriptor = ModelFolder.open(directory).descriptor();
      long bytes = descriptor.files().values().stream().mapToLong(PackagedFile::sizeBytes).sum();
      if (bytes > config.limits().packageBytes()) {
        throw new PackageException("it has " + bytes + " bytes, more than is allowed");
      }
      if (check.isConfigured()) {
        Optional<String> problem = check.problem(claim.id(), claim.attempt(), control::check);
        if (problem.isPresent()) {
          throw new PackageException(problem.get());
        }
      }
      return descriptor;
    } catch (PackageException e) {
      throw new JobFailure(
          "package-invalid",
          "The model package that the trainer made cannot be used: " + e.getMessage(),
          "This is a fault of the trainer; please report it.");
    }
  }

  private String commit(
      Claim claim, RepositoryId model, ModelDescriptor descriptor, RunControl control)
      throws IOException {
    models.ensureRepository(rights.token(claim.id()), model);
    Path directory = runner.folder(claim.id()).model(claim.attempt());
    var paths = new TreeSet<>(descriptor.files().keySet());
    paths.add(ModelFolder.DESCRIPTOR);
    List<ModelClient.Uploaded> uploaded = new ArrayList<>();
    for (String path : paths) {
      uploaded.add(
          models.upload(
              rights.token(claim.id()), model, directory.resolve(path), path, control::check));
    }
    return models.commit(
        rights.token(claim.id()),
        model,
        "Train %s (job %s)".formatted(claim.job().origin().name(), claim.id()),
        uploaded);
  }

  /** One step that may fail for a while. */
  private interface Step<T> {
    T run() throws IOException;
  }

  private <T> T patiently(RunControl control, Step<T> step) throws IOException {
    long deadline = System.nanoTime() + config.registrationPatience().toNanos();
    Duration wait = FIRST_WAIT;
    while (true) {
      control.check();
      try {
        return step.run();
      } catch (PeerException e) {
        if (!e.isTemporary()) {
          throw refused(e);
        }
        if (System.nanoTime() > deadline) {
          throw e;
        }
        control.pause(wait);
        wait =
            wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
      }
    }
  }

  private static JobFailure refused(PeerException e) {
    return new JobFailure(
        "registration-refused",
        "The model could not be registered: " + e.getMessage(),
        "Check that you may write to the model's namespace, then retry the job.");
  }
}
