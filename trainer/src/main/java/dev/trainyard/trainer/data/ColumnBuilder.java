package dev.trainyard.trainer.data;

import dev.trainyard.modelpackage.format.Semantic;
import dev.trainyard.trainer.job.ColumnSpec;
import dev.trainyard.trainer.job.TrainingFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the cells of one feature while the file is read. */
sealed interface ColumnBuilder {

  void add(String cell, long row);

  FeatureColumn build();

  static ColumnBuilder of(ColumnSpec spec, MemoryGuard memory) {
    return switch (spec.type()) {
      case INTEGER, NUMBER -> new Numbers(spec, Semantic.Kind.NUMBER);
      case BOOLEAN -> new Numbers(spec, Semantic.Kind.BOOLEAN);
      case DATE, DATETIME -> new Numbers(spec, Semantic.Kind.DATE);
      case CATEGORY, TEXT -> new Categories(spec, memory);
    };
  }

  /** Collects numbers. */
  final class Numbers implements ColumnBuilder {
    private final ColumnSpec spec;
    private final Semantic.Kind kind;
    private final FloatList values = new FloatList();

    private Numbers(ColumnSpec spec, Semantic.Kind kind) {
      this.spec = spec;
      this.kind = kind;
    }

    @Override
    public void add(String cell, long row) {
      values.add(Cells.number(cell, spec, row));
    }

    @Override
    public FeatureColumn build() {
      return new FeatureColumn.Numbers(spec.name(), kind, values.toArray());
    }
  }

  /** Collects categories. */
  final class Categories implements ColumnBuilder {

    /** More different values than this are identifiers, of which nothing can be learned. */
    private static final int LIMIT = 100_000;

    private static final int ENTRY_BYTES = 120;

    private final ColumnSpec spec;
    private final MemoryGuard memory;
    private final IntList codes = new IntList();
    private final Map<String, Integer> dictionary = new HashMap<>();

    private Categories(ColumnSpec spec, MemoryGuard memory) {
      this.spec = spec;
      this.memory = memory;
    }

    @Override
    public void add(String cell, long row) {
      Integer code = dictionary.get(cell);
      if (code == null) {
        code = dictionary.size();
        if (code == LIMIT) {
          throw TrainingFailure.badData(
              spec.name(),
              "column '%s' has more than %d different values; leave it out of the features"
                  .formatted(spec.name(), LIMIT));
        }
        memory.hold(ENTRY_BYTES + 2L * cell.length());
        dictionary.put(cell, code);
      }
      codes.add(code);
    }

    @Override
    public FeatureColumn build() {
      String[] values = new String[dictionary.size()];
      dictionary.forEach((value, code) -> values[code] = value);
      return new FeatureColumn.Categories(spec.name(), codes.toArray(), List.of(values));
    }
  }
}
