package dev.trainyard.dataset.table;

import java.io.EOFException;

/** The input ended inside a quoted cell; harmless when only the beginning of a file was read. */
final class UnclosedQuoteException extends EOFException {

  private final long line;
  private final String column;

  UnclosedQuoteException(long line, String column) {
    this.line = line;
    this.column = column;
  }

  BadDataException asBadData() {
    return new BadDataException(line, column, "opens a quote that does not close within 1 MiB");
  }
}
