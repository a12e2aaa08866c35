package dev.trainyard.trainer.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.modelpackage.catalogue.HyperparameterException;
import dev.trainyard.modelpackage.catalogue.ResolvedHyperparameters;
import dev.trainyard.modelpackage.catalogue.TrainerCatalogue;
import dev.trainyard.trainer.job.JobDocument.Columns;
import dev.trainyard.trainer.job.JobDocument.Run;
import dev.trainyard.trainer.job.JobDocument.Shares;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Reads job.json and refuses what the trainers cannot do, naming the field. */
public final class JobReader {

  private static final int CONTRACT = 1;
  private static final long SIZE_LIMIT = 8L << 20;
  private static final int FEATURE_LIMIT = 10_000;
  private static final double SHARE_SLACK = 1e-6;

  private JobReader() {}

  public static JobDocument read(Path file) {
    try {
      if (Files.size(file) > SIZE_LIMIT) {
        throw TrainingFailure.badConfig(null, "the job document is larger than 8 MiB");
      }
      return parse(new ObjectMapper().readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      throw TrainingFailure.badConfig(
          null, "the job document is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw TrainingFailure.badConfig(null, "cannot read the job document: " + e.getMessage());
    }
  }

  static JobDocument parse(JsonNode root) {
    if (root.path("contract").asInt() != CONTRACT) {
      throw TrainingFailure.badConfig("contract", "this trainer speaks contract 1 only");
    }
    Task task =
        Task.of(root.path("task").asText())
            .orElseThrow(
                () ->
                    TrainingFailure.badConfig(
                        "task", "unknown task '" + root.path("task").asText() + "'"));
    Channel channel = channel(root.path("channels").path("train"));
    var run =
        new Run(
            root.path("jobId").asText(),
            root.path("attempt").asInt(1),
            root.path("seed").asLong(42),
            root.path("resume").asBoolean(true),
            root.path("budget").path("maxSeconds").asLong(0));
    return new JobDocument(
        run,
        task,
        columns(root, task, channel),
        shares(root),
        hyperparameters(root, task),
        channel);
  }

  private static ResolvedHyperparameters hyperparameters(JsonNode root, Task task) {
    try {
      return TrainerCatalogue.load()
          .forTask(task.wireName())
          .orElseThrow()
          .resolve(root.get("hyperparameters"));
    } catch (HyperparameterException e) {
      throw TrainingFailure.badConfig("hyperparameters." + e.field(), e.getMessage());
    }
  }

  private static Shares shares(JsonNode root) {
    JsonNode split = root.path("split");
    var shares =
        new Shares(
            split.path("train").asDouble(0.7),
            split.path("validation").asDouble(0.1),
            split.path("test").asDouble(0.2));
    boolean inRange = shares.train() > 0 && shares.validation() >= 0 && shares.test() > 0;
    double sum = shares.train() + shares.validation() + shares.test();
    if (!inRange || !(Math.abs(sum - 1) <= SHARE_SLACK)) {
      throw TrainingFailure.badConfig(
          "split", "train and test need a share above 0, and all shares must add up to 1");
    }
    return shares;
  }

  private static Columns columns(JsonNode root, Task task, Channel channel) {
    String target = known(channel, "target", root.path("target").asText());
    if (task == Task.TEXT_CLASSIFICATION) {
      String text = known(channel, "text", root.path("text").asText());
      if (text.equals(target)) {
        throw TrainingFailure.badConfig("text", "the text column is the target itself");
      }
      return new Columns(target, text, List.of());
    }
    var features = new ArrayList<String>();
    for (JsonNode name : root.path("features")) {
      String field = "features[" + features.size() + "]";
      String feature = known(channel, field, name.asText());
      if (feature.equals(target)) {
        throw TrainingFailure.badConfig(field, "the target '" + target + "' cannot be a feature");
      }
      if (channel.column(feature).orElseThrow().type() == ColumnSpec.Type.TEXT) {
        throw TrainingFailure.badConfig(
            field, "'" + feature + "' is free text, which tabular training cannot use");
      }
      features.add(feature);
    }
    if (features.isEmpty() || features.size() > FEATURE_LIMIT) {
      throw TrainingFailure.badConfig(
          "features", "a tabular job needs 1 to " + FEATURE_LIMIT + " features");
    }
    if (new HashSet<>(features).size() != features.size()) {
      throw TrainingFailure.badConfig("features", "a feature is named twice");
    }
    return new Columns(target, null, List.copyOf(features));
  }

  private static String known(Channel channel, String field, String name) {
    if (name.isEmpty() || channel.column(name).isEmpty()) {
      throw TrainingFailure.badConfig(field, "the dataset has no column '" + name + "'");
    }
    return name;
  }

  private static Channel channel(JsonNode node) {
    String format = node.path("format").asText("csv");
    Channel.Kind kind = oneOf(Channel.Kind.class, "channels.train.format", format);
    String delimiter = node.path("delimiter").asText(kind == Channel.Kind.TSV ? "\t" : ",");
    if (delimiter.length() != 1 || "\"\r\n".contains(delimiter)) {
      throw TrainingFailure.badConfig(
          "channels.train.delimiter", "the delimiter must be one character");
    }
    var columns = new ArrayList<ColumnSpec>();
    for (JsonNode column : node.path("columns")) {
      String field = "channels.train.columns[" + columns.size() + "].type";
      columns.add(
          new ColumnSpec(
              column.path("name").asText(),
              oneOf(ColumnSpec.Type.class, field, column.path("type").asText())));
    }
    return new Channel(
        node.path("path").asText(),
        new Channel.Format(kind, delimiter.charAt(0)),
        List.copyOf(columns),
        new Channel.Origin(
            node.path("repo").asText(),
            node.path("commit").asText(),
            node.path("sha256").asText(),
            node.path("rows").asLong(-1)));
  }

  private static <E extends Enum<E>> E oneOf(Class<E> type, String field, String name) {
    try {
      return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw TrainingFailure.badConfig(field, "unknown value '" + name + "'");
    }
  }
}
