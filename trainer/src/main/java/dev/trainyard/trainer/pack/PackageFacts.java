package dev.trainyard.trainer.pack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trainyard.modelpackage.format.Signature;
import java.util.List;
import java.util.Map;

/** What a package says about its model; every sentence of the model card comes from here. */
public record PackageFacts(
    Signature signature,
    List<String> labels,
    Scores scores,
    Example example,
    ObjectNode preprocess,
    Training training) {

  /** Metrics on held-out rows, and the report of the job. */
  public record Scores(Map<String, Double> metrics, ObjectNode report) {}

  /** The tensors of a request for a held-out row, and of the answer it must get. */
  public record Example(List<ObjectNode> inputs, List<ObjectNode> outputs) {}

  /** How the model came about; engine holds settings beyond the hyperparameters. */
  public record Training(
      String algorithm, long bestStep, Map<String, Integer> rows, Map<String, Object> engine) {}
}
