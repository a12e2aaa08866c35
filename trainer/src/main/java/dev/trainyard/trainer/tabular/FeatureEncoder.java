package dev.trainyard.trainer.tabular;

import dev.trainyard.modelpackage.format.Datatype;
import dev.trainyard.modelpackage.format.Semantic;
import dev.trainyard.modelpackage.format.TensorSpec;
import dev.trainyard.trainer.data.FeatureColumn;
import dev.trainyard.trainer.data.Table;
import dev.trainyard.trainer.job.TrainingFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Turns columns into one matrix of floats, the same way as the exported graph does. */
final class FeatureEncoder {

  private static final int WIDTH_LIMIT = 50_000;
  private static final int SHOWN_CATEGORIES = 1000;

  private final Table table;
  private final List<Encoding> encodings;
  private final int width;

  private FeatureEncoder(Table table, List<Encoding> encodings) {
    this.table = table;
    this.encodings = encodings;
    this.width = encodings.stream().mapToInt(Encoding::width).sum();
    if (width > WIDTH_LIMIT) {
      throw TrainingFailure.badConfig(
          "hyperparameters.oneHotLimit",
          "the features take %d columns once encoded; lower oneHotLimit or leave features out"
              .formatted(width));
    }
  }

  static FeatureEncoder fit(Table table, int[] trainRows, int oneHotLimit) {
    var encodings = new ArrayList<Encoding>();
    for (FeatureColumn column : table.features()) {
      encodings.add(
          switch (column) {
            case FeatureColumn.Numbers numbers ->
                new Encoding.Plain(numbers.name(), numbers.kind(), range(numbers, trainRows));
            case FeatureColumn.Categories categories ->
                categories(categories, trainRows, oneHotLimit);
          });
    }
    return new FeatureEncoder(table, List.copyOf(encodings));
  }

  List<Encoding> encodings() {
    return encodings;
  }

  int width() {
    return width;
  }

  /** The rows one after another, {@link #width()} numbers each. */
  float[] encode(int[] rows) {
    if ((long) rows.length * width > Integer.MAX_VALUE - 8) {
      throw TrainingFailure.outOfMemory(
          "the encoded data exceed 2^31 numbers; use fewer rows or columns");
    }
    float[] matrix = new float[rows.length * width];
    int offset = 0;
    for (int i = 0; i < encodings.size(); i++) {
      fill(matrix, offset, rows, encodings.get(i), table.features().get(i));
      offset += encodings.get(i).width();
    }
    return matrix;
  }

  /** The tensors that ask for the features. */
  List<TensorSpec> inputs() {
    var specs = new ArrayList<TensorSpec>();
    for (Encoding encoding : encodings) {
      specs.add(
          switch (encoding) {
            case Encoding.Plain plain -> input(plain.name(), Datatype.FP32, semantic(plain));
            case Encoding.OneHot oneHot ->
                input(oneHot.name(), Datatype.BYTES, semantic(oneHot.categories()));
            case Encoding.Ordinal ordinal ->
                input(ordinal.name(), Datatype.BYTES, semantic(ordinal.categories()));
          });
    }
    return specs;
  }

  private static TensorSpec input(String name, Datatype datatype, Semantic semantic) {
    return new TensorSpec(name, datatype, List.of(-1L, 1L), semantic);
  }

  private static Semantic semantic(Encoding.Plain plain) {
    Encoding.Range range = plain.range();
    return range == null || plain.kind() == Semantic.Kind.BOOLEAN
        ? Semantic.of(plain.kind())
        : new Semantic(plain.kind(), List.of(), shortest(range.min()), shortest(range.max()), null);
  }

  private static Semantic semantic(List<String> categories) {
    List<String> shown = categories.stream().filter(value -> !value.isEmpty()).toList();
    return new Semantic(
        Semantic.Kind.CATEGORY,
        shown.subList(0, Math.min(SHOWN_CATEGORIES, shown.size())),
        null,
        null,
        null);
  }

  /** The double that prints like the float. */
  private static Double shortest(float value) {
    return Double.valueOf(Float.toString(value));
  }

  private static Encoding.Range range(FeatureColumn.Numbers column, int[] rows) {
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (int row : rows) {
      float value = column.values()[row];
      if (!Float.isNaN(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    return min > max ? null : new Encoding.Range(min, max);
  }

  private static Encoding categories(FeatureColumn.Categories column, int[] rows, int limit) {
    int[] counts = new int[column.dictionary().size()];
    for (int row : rows) {
      counts[column.codes()[row]]++;
    }
    List<String> values =
        IntStream.range(0, counts.length)
            .filter(code -> counts[code] > 0)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(code -> -counts[code])
                    .thenComparing(column.dictionary()::get))
            .map(column.dictionary()::get)
            .toList();
    return values.size() <= limit
        ? new Encoding.OneHot(column.name(), values)
        : new Encoding.Ordinal(column.name(), values);
  }

  private void fill(float[] matrix, int offset, int[] rows, Encoding encoding, FeatureColumn from) {
    switch (from) {
      case FeatureColumn.Numbers numbers -> {
        for (int i = 0; i < rows.length; i++) {
          matrix[i * width + offset] = numbers.values()[rows[i]];
        }
      }
      case FeatureColumn.Categories categories -> {
        boolean oneHot = encoding instanceof Encoding.OneHot;
        int[] ranks = ranks(encoding, categories);
        for (int i = 0; i < rows.length; i++) {
          int rank = ranks[categories.codes()[rows[i]]];
          if (!oneHot) {
            matrix[i * width + offset] = rank;
          } else if (rank >= 0) {
            matrix[i * width + offset + rank] = 1;
          }
        }
      }
    }
  }

  private static int[] ranks(Encoding encoding, FeatureColumn.Categories column) {
    List<String> known =
        switch (encoding) {
          case Encoding.OneHot oneHot -> oneHot.categories();
          case Encoding.Ordinal ordinal -> ordinal.categories();
          case Encoding.Plain _ -> List.of();
        };
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < known.size(); i++) {
      places.put(known.get(i), i);
    }
    return column.dictionary().stream()
        .mapToInt(value -> places.getOrDefault(value, Encoding.Ordinal.UNKNOWN))
        .toArray();
  }
}
