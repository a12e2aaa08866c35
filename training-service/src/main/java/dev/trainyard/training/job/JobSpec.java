package dev.trainyard.training.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/**
 * What is to be trained on what; complete and fixed when the job is accepted.
 *
 * @param text text column of a text task, else null
 * @param features columns of a tabular task, empty for a text task
 * @param hyperparameters every hyperparameter of the task with its checked value
 * @param model {@code namespace/name} of the model that gets the version
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record JobSpec(
    String task,
    Data dataset,
    String target,
    String text,
    List<String> features,
    Split split,
    long seed,
    Map<String, Object> hyperparameters,
    String model) {

  /** Copies the collections. */
  public JobSpec {
    features = List.copyOf(features);
    hyperparameters = Map.copyOf(hyperparameters);
  }

  /** The one data file, pinned to a commit and to its content. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Data(
      String repo,
      String commit,
      String path,
      String sha256,
      long rows,
      String format,
      String delimiter,
      List<Column> columns) {

    /** Copies the columns. */
    public Data {
      columns = List.copyOf(columns);
    }
  }

  /** A column of the data file as its profile found it. */
  public record Column(String name, String type) {}

  /** Shares of the rows. */
  public record Split(double train, double validation, double test) {}
}
