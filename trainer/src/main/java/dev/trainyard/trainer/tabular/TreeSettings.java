package dev.trainyard.trainer.tabular;

import dev.trainyard.modelpackage.catalogue.ResolvedHyperparameters;
import dev.trainyard.trainer.job.TrainingFailure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What XGBoost is told, in full, so that no default of a later version slips in. */
record TreeSettings(
    ResolvedHyperparameters hyperparameters, int classes, int width, int threads, long seed) {

  private static final int TREE_LIMIT = 200_000;

  /** The loss and the metrics that XGBoost reports for it. */
  enum Objective {
    BINARY("binary:logistic", "logloss", "error"),
    MULTICLASS("multi:softprob", "mlogloss", "merror"),
    SQUARED_ERROR("reg:squarederror", "rmse", "mae");

    private final String name;
    private final String loss;
    private final String second;

    Objective(String name, String loss, String second) {
      this.name = name;
      this.loss = loss;
      this.second = second;
    }

    List<String> metrics() {
      return List.of(loss, second);
    }

    /** Adds a value of XGBoost under our name; the loss of regression is the squared error. */
    void report(Map<String, Double> metrics, String set, String metric, double value) {
      if (this == SQUARED_ERROR) {
        metrics.put(set + "/" + metric, value);
        if (metric.equals(loss)) {
          metrics.put(set + "/loss", value * value);
        }
      } else if (metric.equals(loss)) {
        metrics.put(set + "/loss", value);
      } else {
        metrics.put(set + "/accuracy", 1 - value);
      }
    }
  }

  TreeSettings {
    if ((long) hyperparameters.integer("rounds") * Math.max(1, classes) > TREE_LIMIT) {
      throw TrainingFailure.badConfig(
          "hyperparameters.rounds",
          "rounds times classes may be at most " + TREE_LIMIT + " for this target");
    }
  }

  Objective objective() {
    return classes == 0
        ? Objective.SQUARED_ERROR
        : classes == 2 ? Objective.BINARY : Objective.MULTICLASS;
  }

  int rounds() {
    return hyperparameters.integer("rounds");
  }

  int patience() {
    return hyperparameters.integer("earlyStoppingRounds");
  }

  Map<String, Object> parameters() {
    Map<String, Object> parameters = new TreeMap<>();
    parameters.put("booster", "gbtree");
    parameters.put("objective", objective().name);
    parameters.put("tree_method", "hist");
    parameters.put("max_bin", 256);
    parameters.put("max_depth", hyperparameters.integer("maxDepth"));
    parameters.put("eta", hyperparameters.number("learningRate"));
    parameters.put("min_child_weight", hyperparameters.number("minChildWeight"));
    parameters.put("subsample", hyperparameters.number("subsample"));
    parameters.put("colsample_bytree", hyperparameters.number("columnSample"));
    parameters.put("lambda", hyperparameters.number("l2"));
    parameters.put("alpha", 0);
    parameters.put("gamma", 0);
    parameters.put("seed", seed & Integer.MAX_VALUE);
    parameters.put("seed_per_iteration", true);
    parameters.put("nthread", threads);
    parameters.put("verbosity", 0);
    if (classes > 0) {
      parameters.put("base_score", 0.5);
    }
    if (classes > 2) {
      parameters.put("num_class", classes);
    }
    return parameters;
  }
}
