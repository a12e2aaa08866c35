package dev.trainyard.trainer.data;

import dev.trainyard.modelpackage.format.Datatype;
import java.util.List;

/** What is to be predicted, row by row. */
public sealed interface Target {

  /** Class numbers into the sorted labels; the datatype is that of the labels when served. */
  @SuppressWarnings("ArrayRecordComponent")
  record Classes(int[] codes, List<String> labels, Datatype datatype) implements Target {}

  /** Finite numbers. */
  @SuppressWarnings("ArrayRecordComponent")
  record Values(float[] values) implements Target {}
}
