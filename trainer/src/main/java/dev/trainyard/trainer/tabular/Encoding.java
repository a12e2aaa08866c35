package dev.trainyard.trainer.tabular;

import dev.trainyard.modelpackage.format.Semantic;
import java.util.List;

/** How one feature becomes numbers; fixed on the training rows. */
sealed interface Encoding {

  String name();

  /** Numbers that the feature takes in the matrix. */
  int width();

  /** Stays as it is; NaN where missing. Range is null when no training row has a value. */
  record Plain(String name, Semantic.Kind kind, Range range) implements Encoding {
    @Override
    public int width() {
      return 1;
    }
  }

  /** Smallest and largest value of the training rows. */
  record Range(float min, float max) {}

  /** One number per category, all zero for a category that training never saw. */
  record OneHot(String name, List<String> categories) implements Encoding {
    @Override
    public int width() {
      return categories.size();
    }
  }

  /** The rank of the category by frequency, {@value #UNKNOWN} when training never saw it. */
  record Ordinal(String name, List<String> categories) implements Encoding {

    static final int UNKNOWN = -1;

    @Override
    public int width() {
      return 1;
    }
  }
}
