package dev.trainyard.trainer.pack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.trainyard.modelpackage.format.TensorSpec;
import dev.trainyard.trainer.TrainingContext;
import dev.trainyard.trainer.job.Task;
import java.util.List;
import java.util.Locale;

/** The MLmodel file of MLflow; its strings are JSON, which YAML accepts. */
final class MlModelFile {

  private MlModelFile() {}

  static String of(TrainingContext context, PackageFacts facts) {
    var yaml = new StringBuilder();
    yaml.append("artifact_path: model\n");
    yaml.append("flavors:\n");
    if (context.job().task() == Task.TEXT_CLASSIFICATION) {
      yaml.append("  trainyard:\n    data: weights.bin\n    pipeline: text\n");
    } else {
      yaml.append("  onnx:\n    data: model.onnx\n    onnx_version: 1.17.0\n");
      yaml.append("    providers:\n    - CPUExecutionProvider\n");
      yaml.append("  python_function:\n    loader_module: mlflow.onnx\n    data: model.onnx\n");
    }
    yaml.append("run_id: ").append(quoted(context.job().run().jobId())).append('\n');
    yaml.append("signature:\n");
    yaml.append("  inputs: ").append(quoted(specs(facts.signature().inputs()))).append('\n');
    yaml.append("  outputs: ").append(quoted(specs(facts.signature().outputs()))).append('\n');
    return yaml.toString();
  }

  private static String specs(List<TensorSpec> specs) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (TensorSpec spec : specs) {
      ObjectNode node = list.addObject().put("name", spec.name()).put("type", "tensor");
      ObjectNode tensor = node.putObject("tensor-spec");
      String type =
          switch (spec.datatype()) {
            case BYTES -> "str";
            case FP32 -> "float32";
            default -> spec.datatype().name().toLowerCase(Locale.ROOT);
          };
      tensor.put("dtype", type);
      spec.shape().forEach(tensor.putArray("shape")::add);
    }
    return list.toString();
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
