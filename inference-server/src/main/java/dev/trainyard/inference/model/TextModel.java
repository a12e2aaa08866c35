package dev.trainyard.inference.model;

import dev.trainyard.modelpackage.format.Datatype;
import dev.trainyard.modelpackage.format.ModelFolder;
import dev.trainyard.modelpackage.format.PackageException;
import dev.trainyard.modelpackage.format.Signature;
import dev.trainyard.modelpackage.format.TensorSpec;
import dev.trainyard.modelpackage.text.TextClassifier;
import dev.trainyard.modelpackage.text.TextWeightsFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A text classifier, with the same pipeline as in training. */
final class TextModel implements Model {

  private final Signature signature;
  private final List<String> labels;
  private final TextClassifier classifier;

  private TextModel(Signature signature, List<String> labels, TextClassifier classifier) {
    this.signature = signature;
    this.labels = labels;
    this.classifier = classifier;
  }

  static TextModel load(ModelFolder folder) throws IOException, PackageException {
    TextClassifier classifier = TextWeightsFile.read(folder.file(ModelFolder.TEXT_WEIGHTS));
    Signature signature = folder.descriptor().signature();
    List<String> labels = folder.descriptor().labels();
    if (signature.inputs().size() != 1
        || signature.inputs().getFirst().datatype() != Datatype.BYTES
        || signature.outputs().size() != 2) {
      throw new PackageException("a text model takes one text and gives label and probabilities");
    }
    if (labels.size() != classifier.classes()) {
      throw new PackageException("model.json and the text weights differ in their classes");
    }
    return new TextModel(signature, labels, classifier);
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public String platform() {
    return "trainyard_text";
  }

  @Override
  public List<Tensor> run(Map<String, Tensor> inputs) {
    String[] texts = (String[]) inputs.get(signature.inputs().getFirst().name()).data();
    float[] probabilities = new float[texts.length * labels.size()];
    int[] classes = new int[texts.length];
    for (int i = 0; i < texts.length; i++) {
      float[] row = classifier.probabilities(texts[i]);
      System.arraycopy(row, 0, probabilities, i * row.length, row.length);
      for (int k = 1; k < row.length; k++) {
        classes[i] = row[k] > row[classes[i]] ? k : classes[i];
      }
    }
    TensorSpec label = signature.outputs().get(0);
    TensorSpec scores = signature.outputs().get(1);
    long rows = texts.length;
    return List.of(
        new Tensor(label.name(), label.datatype(), List.of(rows), labels(label, classes)),
        new Tensor(
            scores.name(), Datatype.FP32, List.of(rows, (long) labels.size()), probabilities));
  }

  @Override
  public void close() {
    // Only memory is held.
  }

  private Object labels(TensorSpec spec, int[] classes) {
    Stream<String> names = Arrays.stream(classes).mapToObj(labels::get);
    return switch (spec.datatype()) {
      case INT64 -> names.mapToLong(Long::parseLong).toArray();
      case BOOL -> {
        boolean[] values = new boolean[classes.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = Boolean.parseBoolean(labels.get(classes[i]));
        }
        yield values;
      }
      default -> names.toArray(String[]::new);
    };
  }
}
