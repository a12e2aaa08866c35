package dev.trainyard.dataset.table;

/** Bounds of what is read as a table; they keep the memory of a reader independent of the file. */
final class TableLimits {

  /** Bytes of one cell. */
  static final int CELL_BYTES = 1 << 20;

  /** Bytes of one record, which is one line unless cells hold line breaks. */
  static final int RECORD_BYTES = 4 << 20;

  static final int COLUMNS = 2000;

  static final int NAME_CHARACTERS = 500;

  private TableLimits() {}
}
