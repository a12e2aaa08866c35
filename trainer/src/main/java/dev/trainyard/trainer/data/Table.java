package dev.trainyard.trainer.data;

import java.util.List;

/** The rows with a target, column by column; sourceRows are their places in the file, from zero. */
@SuppressWarnings("ArrayRecordComponent")
public record Table(int[] sourceRows, List<FeatureColumn> features, Target target) {

  public int rows() {
    return sourceRows.length;
  }
}
