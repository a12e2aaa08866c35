package dev.trainyard.trainer.tabular;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trainyard.modelpackage.format.Signature;
import dev.trainyard.modelpackage.format.TensorSpec;
import dev.trainyard.trainer.data.FeatureColumn;
import dev.trainyard.trainer.data.Table;
import dev.trainyard.trainer.events.EventStream;
import dev.trainyard.trainer.job.TrainingFailure;
import dev.trainyard.trainer.onnx.GraphRunner;
import dev.trainyard.trainer.pack.PackageFacts;
import dev.trainyard.trainer.pack.Tensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Proves on all held-out rows that the exported graph answers like the trained model. */
final class GraphCheck {

  private static final double TOLERANCE = 1e-4;
  private static final int BATCH = 512;

  private final TabularData data;
  private final int threads;
  private final Signature signature;

  GraphCheck(TabularData data, int threads) {
    this.data = data;
    this.threads = threads;
    this.signature = TabularGraph.signature(data.encoder(), data.table().target());
  }

  Signature signature() {
    return signature;
  }

  /** Compares, and returns the first held-out row as the example of the package. */
  PackageFacts.Example verify(Path graph, float[][] expected, EventStream events) {
    int[] test = data.split().test();
    String scored = signature.outputs().getLast().name();
    double worst = 0;
    try (var runner = new GraphRunner(graph, threads)) {
      for (int from = 0; from < test.length; from += BATCH) {
        int to = Math.min(test.length, from + BATCH);
        int[] rows = Arrays.copyOfRange(test, from, to);
        Object value = runner.run(data.table(), rows, signature.outputs()).get(scored);
        float[][] want = Arrays.copyOfRange(expected, from, to);
        worst = Math.max(worst, Evaluation.difference(want, rows(value)));
      }
      if (!(worst <= TOLERANCE)) {
        throw TrainingFailure.internal(
            "the exported model differs from the trained one by " + worst + " on held-out rows");
      }
      events.log(
          "exported model checked on %d held-out rows: largest difference %.2g"
              .formatted(test.length, worst));
      return example(runner, test[0]);
    }
  }

  private static float[][] rows(Object value) {
    if (value instanceof float[][] rows) {
      return rows;
    }
    float[] values = (float[]) value;
    float[][] rows = new float[values.length][];
    Arrays.setAll(rows, i -> new float[] {values[i]});
    return rows;
  }

  private PackageFacts.Example example(GraphRunner runner, int row) {
    Table table = data.table();
    var inputs = new ArrayList<ObjectNode>();
    for (int i = 0; i < signature.inputs().size(); i++) {
      TensorSpec spec = signature.inputs().get(i);
      inputs.add(
          switch (table.features().get(i)) {
            case FeatureColumn.Numbers numbers ->
                Tensors.oneRow(spec, new float[] {numbers.values()[row]});
            case FeatureColumn.Categories categories ->
                Tensors.oneRow(
                    spec, new String[] {categories.dictionary().get(categories.codes()[row])});
          });
    }
    Map<String, Object> answers = runner.run(table, new int[] {row}, signature.outputs());
    List<ObjectNode> outputs =
        signature.outputs().stream()
            .map(spec -> Tensors.oneRow(spec, answers.get(spec.name())))
            .toList();
    return new PackageFacts.Example(inputs, outputs);
  }
}
