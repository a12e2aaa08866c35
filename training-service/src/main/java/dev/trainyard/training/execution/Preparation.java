package dev.trainyard.training.execution;

import dev.trainyard.commons.naming.RepositoryId;
import dev.trainyard.training.client.DatasetClient;
import dev.trainyard.training.client.PeerException;
import dev.trainyard.training.config.TrainingConfig;
import dev.trainyard.training.job.Claim;
import dev.trainyard.training.job.JobSpec;
import dev.trainyard.training.runner.JobFolder;
import dev.trainyard.training.runner.JobRunner;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Puts the data and the job document into the job's folder. */
@ApplicationScoped
class Preparation {

  private static final int BUFFER = 1 << 16;
  private static final int SPACE_CHECK_EVERY = 256;

  private final JobRunner runner;
  private final DatasetClient datasets;
  private final Rights rights;
  private final TrainingConfig config;

  Preparation(JobRunner runner, DatasetClient datasets, Rights rights, TrainingConfig config) {
    this.runner = runner;
    this.datasets = datasets;
    this.rights = rights;
    this.config = config;
  }

  void prepare(Claim claim, RunControl control) throws IOException {
    JobFolder folder = runner.folder(claim.id());
    folder.create(claim.attempt());
    JobSpec.Data data = claim.job().spec().dataset();
    // The name is ours: a path of the dataset never becomes one of this machine.
    Path file = folder.data().resolve("data." + extension(data.format()));
    if (!Files.isRegularFile(file) || !sha256(file, control).equals(data.sha256())) {
      download(claim, data, file, control);
    }
    control.check();
    JobDocument.write(folder.document(), claim, folder.hasCheckpoint());
  }

  private void download(Claim claim, JobSpec.Data data, Path file, RunControl control)
      throws IOException {
    Path partial = file.resolveSibling("../" + file.getFileName() + ".partial").normalize();
    String digest;
    try (DatasetClient.Download download = open(claim, data)) {
      requireSpace(file, Math.max(0, download.length()));
      digest = copy(control.guard(download.body()), partial, control);
    } catch (IOException e) {
      control.check();
      throw e;
    }
    if (!digest.equals(data.sha256())) {
      Files.deleteIfExists(partial);
      throw new IOException("the data arrived with another digest than its profile has");
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private DatasetClient.Download open(Claim claim, JobSpec.Data data) {
    try {
      return datasets.open(
          rights.token(claim.id()),
          RepositoryId.parse("dataset.repo", data.repo()),
          data.commit(),
          data.path());
    } catch (PeerException e) {
      if (e.isTemporary()) {
        throw e;
      }
      throw new JobFailure(
          "dataset-unreadable",
          "The data %s of %s can no longer be read (%d)"
              .formatted(data.path(), data.repo(), e.status()),
          "The dataset was deleted, or the right to read it was withdrawn.");
    }
  }

  private String copy(InputStream in, Path partial, RunControl control) throws IOException {
    MessageDigest digest = Digests.sha256();
    byte[] buffer = new byte[BUFFER];
    long copied = 0;
    int rounds = 0;
    try (in;
        OutputStream out = Files.newOutputStream(partial)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        control.check();
        digest.update(buffer, 0, n);
        out.write(buffer, 0, n);
        copied += n;
        if (++rounds % SPACE_CHECK_EVERY == 0) {
          requireSpace(partial, 0);
        }
        requireAllowed(copied);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void requireSpace(Path file, long more) throws IOException {
    requireAllowed(more);
    long usable = Files.getFileStore(file.getParent()).getUsableSpace();
    if (usable - more < config.reserveBytes()) {
      throw new JobFailure(
          "insufficient-storage",
          "The disk of the trainings has too little room for the data",
          "Ask an operator to make room, then retry the job.");
    }
  }

  private void requireAllowed(long bytes) {
    if (bytes > config.limits().dataBytes()) {
      throw new JobFailure(
          "data-too-large",
          "The data file is larger than %d bytes".formatted(config.limits().dataBytes()),
          "Train on a sample, or ask an operator to raise the limit.");
    }
  }

  private static String sha256(Path file, RunControl control) throws IOException {
    return Digests.of(file, control::check);
  }

  private static String extension(String format) {
    return switch (format) {
      case "tsv" -> "tsv";
      case "jsonl" -> "jsonl";
      default -> "csv";
    };
  }
}
