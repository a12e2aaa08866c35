package dev.trainyard.trainer.tabular;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trainyard.trainer.job.TrainingFailure;
import dev.trainyard.trainer.onnx.OnnxGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON form of an XGBoost model: cut to its best rounds, and turned into an ONNX node. */
final class TreeEnsemble {

  private final JsonNode learner;
  private final JsonNode model;
  private final byte[] document;

  private TreeEnsemble(JsonNode root, byte[] document) {
    this.learner = root.get("learner");
    this.model = learner.get("gradient_booster").get("model");
    this.document = document;
  }

  /** Reads the model and drops the rounds after the given one. */
  static TreeEnsemble cut(byte[] json, int rounds) {
    try {
      var mapper = new ObjectMapper();
      JsonNode root = mapper.readTree(json);
      ObjectNode model = (ObjectNode) root.get("learner").get("gradient_booster").get("model");
      int perRound = Math.max(1, classes(root.get("learner")));
      int trees = rounds * perRound;
      shorten(model, "trees", trees);
      shorten(model, "tree_info", trees);
      shorten(model, "iteration_indptr", rounds + 1);
      ((ObjectNode) model.get("gbtree_model_param")).put("num_trees", Integer.toString(trees));
      return new TreeEnsemble(root, mapper.writeValueAsBytes(root));
    } catch (IOException e) {
      throw TrainingFailure.internal("XGBoost wrote a model that is no JSON: " + e.getMessage());
    }
  }

  private static void shorten(ObjectNode model, String name, int size) {
    ArrayNode list = (ArrayNode) model.get(name);
    while (list != null && list.size() > size) {
      list.remove(list.size() - 1);
    }
  }

  byte[] json() {
    return document;
  }

  int trees() {
    return model.get("trees").size();
  }

  /** Sum of the loss reductions of all splits on each column. */
  double[] gains(int width) {
    double[] gains = new double[width];
    for (JsonNode tree : model.get("trees")) {
      JsonNode left = tree.get("left_children");
      for (int node = 0; node < left.size(); node++) {
        if (left.get(node).asInt() >= 0) {
          gains[tree.get("split_indices").get(node).asInt()] +=
              Math.max(0, tree.get("loss_changes").get(node).asDouble());
        }
      }
    }
    return gains;
  }

  /** Adds the ensemble as one node: a split goes left where value &lt; threshold, as in XGBoost. */
  void append(OnnxGraph graph, String matrix, String scores) {
    var nodes = new Columns();
    var leaves = new Columns();
    JsonNode trees = model.get("trees");
    for (int t = 0; t < trees.size(); t++) {
      appendTree(t, trees.get(t), nodes, leaves);
    }
    int outputs = Math.max(1, classes(learner));
    Map<String, Object> attributes = new TreeMap<>();
    attributes.put("n_targets", (long) outputs);
    attributes.put("base_values", baseScores(outputs));
    attributes.put("aggregate_function", "SUM");
    attributes.put("post_transform", "NONE");
    attributes.put("nodes_modes", nodes.modes.toArray(String[]::new));
    attributes.put("nodes_values", nodes.floats());
    attributes.putAll(nodes.longs());
    attributes.put("target_weights", leaves.floats());
    attributes.putAll(leaves.longs());
    graph.node(OnnxGraph.ML, "TreeEnsembleRegressor", List.of(matrix), scores, attributes);
  }

  private void appendTree(int index, JsonNode tree, Columns nodes, Columns leaves) {
    JsonNode left = tree.get("left_children");
    for (int node = 0; node < left.size(); node++) {
      boolean leaf = left.get(node).asInt() < 0;
      float value = (float) tree.get("split_conditions").get(node).asDouble();
      nodes.modes.add(leaf ? "LEAF" : "BRANCH_LT");
      nodes.values.add(leaf ? 0 : value);
      nodes.add("nodes_treeids", index);
      nodes.add("nodes_nodeids", node);
      nodes.add("nodes_featureids", leaf ? 0 : tree.get("split_indices").get(node).asLong());
      nodes.add("nodes_truenodeids", leaf ? 0 : left.get(node).asLong());
      nodes.add("nodes_falsenodeids", leaf ? 0 : tree.get("right_children").get(node).asLong());
      nodes.add(
          "nodes_missing_value_tracks_true",
          leaf ? 0 : tree.get("default_left").get(node).asLong());
      if (leaf) {
        leaves.values.add(value);
        leaves.add("target_treeids", index);
        leaves.add("target_nodeids", node);
        leaves.add("target_ids", model.get("tree_info").get(index).asLong());
      }
    }
  }

  /**
   * The constant start of the score; its link differs by objective, so unknown ones are refused.
   */
  private float[] baseScores(int outputs) {
    String objective = learner.get("objective").get("name").asText();
    String[] parts =
        learner
            .get("learner_model_param")
            .get("base_score")
            .asText()
            .replace("[", "")
            .replace("]", "")
            .split(",", -1);
    float[] base = new float[outputs];
    for (int k = 0; k < outputs; k++) {
      double value = Double.parseDouble(parts[Math.min(k, parts.length - 1)].strip());
      base[k] =
          switch (objective) {
            case "binary:logistic" -> (float) -Math.log(1 / value - 1);
            case "multi:softprob", "reg:squarederror" -> (float) value;
            default -> throw TrainingFailure.internal("no export for objective " + objective);
          };
    }
    return base;
  }

  private static int classes(JsonNode learner) {
    return learner.get("learner_model_param").get("num_class").asInt();
  }

  /** Parallel attribute lists of an ONNX tree node. */
  private static final class Columns {
    private final List<String> modes = new ArrayList<>();
    private final List<Float> values = new ArrayList<>();
    private final Map<String, List<Long>> numbers = new TreeMap<>();

    void add(String name, long value) {
      numbers.computeIfAbsent(name, unseen -> new ArrayList<>()).add(value);
    }

    float[] floats() {
      float[] result = new float[values.size()];
      for (int i = 0; i < result.length; i++) {
        result[i] = values.get(i);
      }
      return result;
    }

    Map<String, Object> longs() {
      Map<String, Object> result = new TreeMap<>();
      numbers.forEach(
          (name, list) -> result.put(name, list.stream().mapToLong(Long::longValue).toArray()));
      return result;
    }
  }
}
