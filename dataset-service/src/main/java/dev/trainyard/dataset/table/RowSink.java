package dev.trainyard.dataset.table;

import java.util.List;

/** Takes a table row by row. */
public interface RowSink {

  /** Names of the columns, before the first row and again when a file shows a new one later. */
  void columns(List<String> names);

  /**
   * Takes a row, whose array is used again for the next one.
   *
   * @param cells one for each column; null where the row says nothing
   * @return false to stop reading
   */
  boolean row(String[] cells);
}
