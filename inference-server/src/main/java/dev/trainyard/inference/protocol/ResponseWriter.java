package dev.trainyard.inference.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.trainyard.inference.model.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes answers in JSON, row-major and flat; a number that is not finite becomes null. */
public final class ResponseWriter {

  private static final JsonFactory JSON = new JsonFactory();

  private final String modelName;
  private final String modelVersion;

  /** The version is null for a model without one. */
  public ResponseWriter(String modelName, String modelVersion) {
    this.modelName = modelName;
    this.modelVersion = modelVersion;
  }

  public byte[] write(InferRequest request, List<Tensor> outputs) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("model_name", modelName);
      if (modelVersion != null) {
        json.writeStringField("model_version", modelVersion);
      }
      if (request.id() != null) {
        json.writeStringField("id", request.id());
      }
      json.writeArrayFieldStart("outputs");
      for (Tensor output : outputs) {
        if (request.outputs().isEmpty() || request.outputs().contains(output.name())) {
          write(json, output);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Tensor tensor) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", tensor.name());
    json.writeStringField("datatype", tensor.datatype().name());
    json.writeArrayFieldStart("shape");
    for (long dimension : tensor.shape()) {
      json.writeNumber(dimension);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("data");
    writeData(json, tensor.data());
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeData(JsonGenerator json, Object data) throws IOException {
    switch (data) {
      case float[] values -> {
        for (float value : values) {
          if (Float.isFinite(value)) {
            json.writeNumber(value);
          } else {
            json.writeNull();
          }
        }
      }
      case long[] values -> {
        for (long value : values) {
          json.writeNumber(value);
        }
      }
      case boolean[] values -> {
        for (boolean value : values) {
          json.writeBoolean(value);
        }
      }
      case String[] values -> {
        for (String value : values) {
          json.writeString(value);
        }
      }
      default -> throw new IllegalArgumentException("no JSON for " + data.getClass());
    }
  }
}
