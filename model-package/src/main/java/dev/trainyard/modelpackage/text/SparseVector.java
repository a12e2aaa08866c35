package dev.trainyard.modelpackage.text;

/** Values at ascending indexes; everything else is zero. */
@SuppressWarnings("ArrayRecordComponent")
public record SparseVector(int[] indexes, float[] values) {

  public int size() {
    return indexes.length;
  }
}
