package dev.trainyard.trainer.pack;

import dev.trainyard.modelpackage.format.Datatype;
import dev.trainyard.modelpackage.format.TensorSpec;
import dev.trainyard.trainer.data.Target;
import java.util.List;

/** The outputs of a model; a name that an input bears already gets a suffix. */
public final class OutputNames {

  private OutputNames() {}

  /** The label first and then the probabilities, or the prediction alone. */
  public static List<TensorSpec> outputs(List<TensorSpec> inputs, Target target) {
    return switch (target) {
      case Target.Values _ ->
          List.of(new TensorSpec(free(inputs, "prediction"), Datatype.FP32, List.of(-1L), null));
      case Target.Classes classes ->
          List.of(
              new TensorSpec(free(inputs, "label"), classes.datatype(), List.of(-1L), null),
              new TensorSpec(
                  free(inputs, "probabilities"),
                  Datatype.FP32,
                  List.of(-1L, (long) classes.labels().size()),
                  null));
    };
  }

  private static String free(List<TensorSpec> inputs, String name) {
    String candidate = name;
    while (isTaken(inputs, candidate)) {
      candidate += "_output";
    }
    return candidate;
  }

  private static boolean isTaken(List<TensorSpec> inputs, String name) {
    return inputs.stream().anyMatch(input -> input.name().equals(name));
  }
}
