package dev.trainyard.inference.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.trainyard.inference.model.Tensor;
import dev.trainyard.modelpackage.format.Signature;
import dev.trainyard.modelpackage.format.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the JSON of an inference request (Open Inference Protocol v2) against a signature. */
public final class RequestReader {

  private static final int MAX_RANK = 8;

  /** The body limit of the server already bounds everything; NaN is common in such requests. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNestingDepth(32)
                  .build())
          .build();

  private final Signature signature;
  private final Map<String, TensorSpec> inputs = new HashMap<>();

  public RequestReader(Signature signature) {
    this.signature = signature;
    signature.inputs().forEach(spec -> inputs.put(spec.name(), spec));
  }

  /** One input before its datatype is checked. */
  private static final class RawInput {
    private String name;
    private String datatype;
    private List<Long> shape;
    private ElementList data;
  }

  /** What the request holds, field by field. */
  private static final class RawRequest {
    private String id;
    private List<RawInput> inputs;
    private final Set<String> outputs = new LinkedHashSet<>();
  }

  public InferRequest read(byte[] body) throws RequestException {
    try (JsonParser parser = JSON.createParser(body)) {
      RawRequest raw = readRequest(parser);
      if (parser.nextToken() != null) {
        throw new RequestException("the body goes on after the request");
      }
      return check(raw);
    } catch (IOException e) {
      throw new RequestException("the body is no valid JSON: " + firstLine(e.getMessage()));
    }
  }

  private static String firstLine(String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("");
  }

  private RawRequest readRequest(JsonParser parser) throws IOException, RequestException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new RequestException("the body must be a JSON object");
    }
    var raw = new RawRequest();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "id" -> raw.id = value == JsonToken.VALUE_NULL ? null : text(parser, "id");
        case "inputs" -> raw.inputs = readInputs(parser);
        case "outputs" -> readOutputs(parser, raw.outputs);
        default -> parser.skipChildren();
      }
    }
    return raw;
  }

  private List<RawInput> readInputs(JsonParser parser) throws IOException, RequestException {
    requireArray(parser, "inputs");
    var list = new ArrayList<RawInput>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      requireObject(parser, "an input");
      if (list.size() == inputs.size()) {
        throw new RequestException("the model takes only " + inputs.size() + " inputs");
      }
      list.add(readInput(parser));
    }
    return list;
  }

  private static RawInput readInput(JsonParser parser) throws IOException, RequestException {
    var input = new RawInput();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "name" -> input.name = text(parser, "name");
        case "datatype" -> input.datatype = text(parser, "datatype");
        case "shape" -> input.shape = readShape(parser);
        case "data" -> input.data = ElementList.read(parser);
        default -> parser.skipChildren();
      }
    }
    return input;
  }

  private static List<Long> readShape(JsonParser parser) throws IOException, RequestException {
    requireArray(parser, "shape");
    var shape = new ArrayList<Long>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || shape.size() == MAX_RANK) {
        throw new RequestException(
            "shape must be an array of at most " + MAX_RANK + " whole numbers");
      }
      shape.add(parser.getLongValue());
    }
    return List.copyOf(shape);
  }

  private static void readOutputs(JsonParser parser, Set<String> outputs)
      throws IOException, RequestException {
    requireArray(parser, "outputs");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      requireObject(parser, "an output");
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        parser.nextToken();
        if (field.equals("name")) {
          outputs.add(text(parser, "name"));
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  private InferRequest check(RawRequest raw) throws RequestException {
    if (raw.inputs == null) {
      throw new RequestException("the request has no inputs");
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (RawInput input : raw.inputs) {
      TensorSpec spec = inputs.get(input.name);
      if (spec == null) {
        throw new RequestException("the model has no input '" + input.name + "'");
      }
      if (input.datatype == null || input.shape == null || input.data == null) {
        throw TensorReader.refusal(spec, "needs datatype, shape and data");
      }
      Tensor tensor = TensorReader.read(spec, input.datatype, input.shape, input.data);
      if (tensors.put(spec.name(), tensor) != null) {
        throw TensorReader.refusal(spec, "is given twice");
      }
    }
    checkRows(tensors);
    for (String name : raw.outputs) {
      if (signature.outputs().stream().noneMatch(spec -> spec.name().equals(name))) {
        throw new RequestException("the model has no output '" + name + "'");
      }
    }
    return new InferRequest(raw.id, tensors, raw.outputs);
  }

  private void checkRows(Map<String, Tensor> tensors) throws RequestException {
    int rows = -1;
    for (TensorSpec spec : signature.inputs()) {
      Tensor tensor = tensors.get(spec.name());
      if (tensor == null) {
        throw new RequestException("input '" + spec.name() + "' is missing");
      }
      if (rows >= 0 && tensor.rows() != rows) {
        throw TensorReader.refusal(
            spec, "has " + tensor.rows() + " rows, but another input has " + rows);
      }
      rows = tensor.rows();
    }
  }

  private static String text(JsonParser parser, String field) throws IOException, RequestException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new RequestException(field + " must be a text");
    }
    return parser.getText();
  }

  private static void requireArray(JsonParser parser, String what) throws RequestException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new RequestException(what + " must be an array");
    }
  }

  private static void requireObject(JsonParser parser, String what) throws RequestException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new RequestException(what + " must be an object");
    }
  }
}
