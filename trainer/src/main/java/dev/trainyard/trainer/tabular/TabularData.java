package dev.trainyard.trainer.tabular;

import dev.trainyard.trainer.data.Split;
import dev.trainyard.trainer.data.Table;
import dev.trainyard.trainer.data.Target;

/** The table with its split and its encoding. */
record TabularData(Table table, Split split, FeatureEncoder encoder) {

  TreeLearner.Rows rows(int[] rows) {
    float[] targets = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      targets[i] =
          switch (table.target()) {
            case Target.Classes classes -> classes.codes()[rows[i]];
            case Target.Values values -> values.values()[rows[i]];
          };
    }
    return new TreeLearner.Rows(encoder.encode(rows), targets);
  }

  /** Number of classes, 0 for regression. */
  int classes() {
    return table.target() instanceof Target.Classes classes ? classes.labels().size() : 0;
  }
}
