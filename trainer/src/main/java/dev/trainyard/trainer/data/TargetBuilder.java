package dev.trainyard.trainer.data;

import dev.trainyard.modelpackage.format.Datatype;
import dev.trainyard.trainer.job.ColumnSpec;
import dev.trainyard.trainer.job.TrainingFailure;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects the target while the file is read. */
public sealed interface TargetBuilder {

  /** Whether the row counts: a row without a target teaches nothing. */
  default boolean accepts(String cell) {
    return !Cells.isMissing(cell);
  }

  void add(String cell, long row);

  Target build();

  static TargetBuilder classes(ColumnSpec spec) {
    return switch (spec.type()) {
      case NUMBER, DATE, DATETIME ->
          throw TrainingFailure.badConfig(
              "target",
              "the target '%s' is a %s; classification needs categories, whole numbers or true and false"
                  .formatted(spec.name(), spec.type().name().toLowerCase(Locale.ROOT)));
      case INTEGER -> new Classes(spec, Datatype.INT64);
      case BOOLEAN -> new Classes(spec, Datatype.BOOL);
      case CATEGORY, TEXT -> new Classes(spec, Datatype.BYTES);
    };
  }

  static TargetBuilder values(ColumnSpec spec) {
    if (spec.type() != ColumnSpec.Type.INTEGER && spec.type() != ColumnSpec.Type.NUMBER) {
      throw TrainingFailure.badConfig(
          "target",
          "the target '%s' is a %s; regression needs numbers"
              .formatted(spec.name(), spec.type().name().toLowerCase(Locale.ROOT)));
    }
    return new Values(spec);
  }

  /** Collects class labels. */
  final class Classes implements TargetBuilder {
    private static final int LIMIT = 1000;

    private final ColumnSpec spec;
    private final Datatype datatype;
    private final IntList codes = new IntList();
    private final Map<String, Integer> dictionary = new HashMap<>();

    private Classes(ColumnSpec spec, Datatype datatype) {
      this.spec = spec;
      this.datatype = datatype;
    }

    @Override
    public boolean accepts(String cell) {
      return datatype == Datatype.BYTES ? !cell.isEmpty() : !Cells.isMissing(cell);
    }

    @Override
    public void add(String cell, long row) {
      String label =
          switch (datatype) {
            case INT64 -> Cells.integer(cell, spec, row);
            case BOOL -> Boolean.toString(Cells.truth(cell, spec, row));
            default -> cell;
          };
      Integer code = dictionary.computeIfAbsent(label, unseen -> dictionary.size());
      if (dictionary.size() > LIMIT) {
        throw TrainingFailure.badData(
            spec.name(), "the target '%s' has more than %d classes".formatted(spec.name(), LIMIT));
      }
      codes.add(code);
    }

    @Override
    public Target build() {
      Comparator<String> order =
          datatype == Datatype.INT64
              ? Comparator.comparingLong(Long::parseLong)
              : Comparator.naturalOrder();
      List<String> labels = dictionary.keySet().stream().sorted(order).toList();
      int[] places = new int[labels.size()];
      for (int i = 0; i < places.length; i++) {
        places[dictionary.get(labels.get(i))] = i;
      }
      int[] sorted = codes.toArray();
      for (int i = 0; i < sorted.length; i++) {
        sorted[i] = places[sorted[i]];
      }
      return new Target.Classes(sorted, labels, datatype);
    }
  }

  /** Collects numbers. */
  final class Values implements TargetBuilder {
    private final ColumnSpec spec;
    private final FloatList values = new FloatList();

    private Values(ColumnSpec spec) {
      this.spec = spec;
    }

    @Override
    public void add(String cell, long row) {
      values.add(Cells.number(cell, spec, row));
    }

    @Override
    public Target build() {
      return new Target.Values(values.toArray());
    }
  }
}
