package dev.trainyard.inference.protocol;

import dev.trainyard.inference.model.Tensor;
import dev.trainyard.modelpackage.format.Datatype;
import dev.trainyard.modelpackage.format.Semantic;
import dev.trainyard.modelpackage.format.TensorSpec;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

/** Turns the parts of one input into a tensor that fits its specification. */
final class TensorReader {

  private TensorReader() {}

  static Tensor read(TensorSpec spec, String datatype, List<Long> shape, ElementList data)
      throws RequestException {
    checkShape(spec, shape);
    long expected = elements(shape);
    if (data.size() != expected) {
      throw refusal(spec, "has " + data.size() + " elements, but its shape asks for " + expected);
    }
    Object values =
        switch (spec.datatype()) {
          case FP32 -> floats(spec, datatype, data);
          case INT64 -> longs(spec, datatype, data);
          case BOOL -> booleans(spec, datatype, data);
          case BYTES -> texts(spec, datatype, data);
        };
    return new Tensor(spec.name(), spec.datatype(), shape, values);
  }

  static void checkShape(TensorSpec spec, List<Long> shape) throws RequestException {
    boolean fits = shape.size() == spec.shape().size();
    for (int i = 0; fits && i < shape.size(); i++) {
      long wanted = spec.shape().get(i);
      fits = shape.get(i) > 0 && (wanted < 0 || wanted == shape.get(i));
    }
    if (!fits) {
      throw refusal(spec, "has shape " + shape + ", but must have " + spec.shape());
    }
  }

  static long elements(List<Long> shape) throws RequestException {
    try {
      long product = 1;
      for (long dimension : shape) {
        product = Math.multiplyExact(product, dimension);
      }
      return product;
    } catch (ArithmeticException e) {
      throw new RequestException("the shape " + shape + " is too large");
    }
  }

  /** FP32; beside it BOOL for truth values and BYTES with ISO dates for dates. */
  private static float[] floats(TensorSpec spec, String datatype, ElementList data)
      throws RequestException {
    Semantic.Kind kind = spec.semantic() == null ? Semantic.Kind.NUMBER : spec.semantic().kind();
    if (kind == Semantic.Kind.DATE && datatype.equals("BYTES")) {
      return dates(spec, data);
    }
    boolean truth = kind == Semantic.Kind.BOOLEAN;
    if (!datatype.equals("FP32") && !(truth && datatype.equals("BOOL"))) {
      throw mistyped(spec, datatype);
    }
    if (data.hasTexts() || (data.hasBooleans() && !truth)) {
      throw refusal(spec, "must hold numbers or null");
    }
    float[] values = new float[data.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) data.number(i);
      if (Float.isInfinite(values[i])) {
        throw refusal(spec, "holds a number too large for FP32 at index " + i);
      }
    }
    return values;
  }

  private static float[] dates(TensorSpec spec, ElementList data) throws RequestException {
    float[] values = new float[data.size()];
    for (int i = 0; i < values.length; i++) {
      String text = data.text(i).strip();
      try {
        values[i] = text.isEmpty() ? Float.NaN : LocalDate.parse(text).toEpochDay();
      } catch (DateTimeException e) {
        throw refusal(spec, "holds no ISO date (yyyy-mm-dd) at index " + i);
      }
    }
    return values;
  }

  private static long[] longs(TensorSpec spec, String datatype, ElementList data)
      throws RequestException {
    requireType(spec, datatype);
    long[] values = new long[data.size()];
    for (int i = 0; i < values.length; i++) {
      double value = data.number(i);
      if (data.hasTexts() || data.hasBooleans() || value != Math.rint(value)) {
        throw refusal(spec, "must hold whole numbers");
      }
      values[i] = (long) value;
    }
    return values;
  }

  private static boolean[] booleans(TensorSpec spec, String datatype, ElementList data)
      throws RequestException {
    requireType(spec, datatype);
    if (data.hasTexts() || data.hasNumbers()) {
      throw refusal(spec, "must hold true or false");
    }
    boolean[] values = new boolean[data.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = data.number(i) == 1;
    }
    return values;
  }

  private static String[] texts(TensorSpec spec, String datatype, ElementList data)
      throws RequestException {
    requireType(spec, datatype);
    if (data.hasNumbers() || data.hasBooleans()) {
      throw refusal(spec, "must hold texts or null");
    }
    String[] values = new String[data.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = data.text(i);
    }
    return values;
  }

  static void requireType(TensorSpec spec, String datatype) throws RequestException {
    if (!spec.datatype().name().equals(datatype)) {
      throw mistyped(spec, datatype);
    }
  }

  private static RequestException mistyped(TensorSpec spec, String datatype) {
    Datatype wanted = spec.datatype();
    return refusal(spec, "has datatype " + datatype + ", but must have " + wanted);
  }

  static RequestException refusal(TensorSpec spec, String what) {
    return new RequestException("input '" + spec.name() + "' " + what);
  }
}
