package dev.trainyard.trainer.job;

import dev.trainyard.modelpackage.catalogue.ResolvedHyperparameters;
import java.util.List;

/** A checked training job. */
public record JobDocument(
    Run run,
    Task task,
    Columns columns,
    Shares shares,
    ResolvedHyperparameters hyperparameters,
    Channel channel) {

  /** What differs between attempts and limits; maxSeconds is 0 without a limit. */
  public record Run(String jobId, int attempt, long seed, boolean resume, long maxSeconds) {}

  /** The columns in use; text is null for tabular tasks, features are empty for text tasks. */
  public record Columns(String target, String text, List<String> features) {}

  /** Shares of the rows in each split; they add up to one. */
  public record Shares(double train, double validation, double test) {}
}
