package dev.trainyard.trainer.data;

import dev.trainyard.modelpackage.format.Semantic;
import java.util.List;

/** The values of one feature, as numbers or as codes into a dictionary. */
public sealed interface FeatureColumn {

  String name();

  /** Numbers, truth values (0 and 1) or dates (days since 1970); NaN where missing. */
  @SuppressWarnings("ArrayRecordComponent")
  record Numbers(String name, Semantic.Kind kind, float[] values) implements FeatureColumn {}

  /** Categories; the empty string stands for a missing value. */
  @SuppressWarnings("ArrayRecordComponent")
  record Categories(String name, int[] codes, List<String> dictionary) implements FeatureColumn {}
}
