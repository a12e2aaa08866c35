package dev.trainyard.inference.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.inference.model.Model;
import dev.trainyard.inference.model.ModelException;
import dev.trainyard.inference.model.Tensor;
import dev.trainyard.inference.protocol.InferRequest;
import dev.trainyard.inference.protocol.RequestException;
import dev.trainyard.inference.protocol.RequestReader;
import dev.trainyard.modelpackage.format.ModelFolder;
import dev.trainyard.modelpackage.format.PackageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks the model the example of its package and compares the answer with the trainer's. */
public final class ExampleCheck {

  private static final double DEFAULT_TOLERANCE = 1e-4;

  private ExampleCheck() {}

  /** Returns the largest difference of a number, relative where values exceed one. */
  public static double run(ModelFolder folder, Model model) throws PackageException {
    Path file = folder.file(ModelFolder.EXAMPLE);
    try {
      JsonNode example = new ObjectMapper().readTree(Files.readAllBytes(file));
      byte[] body = example.path("request").toString().getBytes(StandardCharsets.UTF_8);
      InferRequest request = new RequestReader(model.signature()).read(body);
      JsonNode expected = example.path("response");
      double tolerance = expected.path("tolerance").asDouble(DEFAULT_TOLERANCE);
      double worst = 0;
      for (Tensor output : model.run(request.inputs())) {
        worst = Math.max(worst, compare(output, find(expected, output.name()), tolerance));
      }
      return worst;
    } catch (IOException | RequestException | ModelException e) {
      throw new PackageException("the example of the package fails: " + e.getMessage());
    }
  }

  private static JsonNode find(JsonNode response, String name) throws PackageException {
    for (JsonNode output : response.path("outputs")) {
      if (output.path("name").asText().equals(name)) {
        return output;
      }
    }
    throw new PackageException("the example expects nothing for output '" + name + "'");
  }

  private static double compare(Tensor output, JsonNode expected, double tolerance)
      throws PackageException {
    JsonNode data = expected.path("data");
    if (data.size() != output.elements()) {
      throw new PackageException(
          "output '%s' has %d elements, the example expects %d"
              .formatted(output.name(), output.elements(), data.size()));
    }
    double worst = 0;
    for (int i = 0; i < data.size(); i++) {
      double difference = difference(output.data(), i, data.get(i));
      if (!(difference <= tolerance)) {
        throw new PackageException(
            "output '%s' differs from the example at index %d".formatted(output.name(), i));
      }
      worst = Math.max(worst, difference);
    }
    return worst;
  }

  private static double difference(Object data, int index, JsonNode expected) {
    return switch (data) {
      case float[] values ->
          expected.isNull()
              ? (Float.isFinite(values[index]) ? Double.NaN : 0)
              : Math.abs(values[index] - expected.asDouble())
                  / Math.max(1, Math.abs(expected.asDouble()));
      case long[] values -> values[index] == expected.asLong() ? 0 : Double.NaN;
      case boolean[] values -> values[index] == expected.asBoolean() ? 0 : Double.NaN;
      case String[] values -> values[index].equals(expected.asText()) ? 0 : Double.NaN;
      default -> Double.NaN;
    };
  }
}
