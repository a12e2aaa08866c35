package dev.trainyard.trainer.data;

import java.io.IOException;
import java.util.List;

/** Streams the rows of a data file; only one row is in memory. */
interface RowReader extends AutoCloseable {

  /** Longest accepted cell, in characters. */
  int CELL_LIMIT = 16 << 20;

  /** The columns in the order of the cells. */
  List<String> columns();

  /** The cells of the next row, "" where a value is missing, or null at the end. */
  String[] next() throws IOException;

  @Override
  void close() throws IOException;
}
