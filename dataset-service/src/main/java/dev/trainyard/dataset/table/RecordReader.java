package dev.trainyard.dataset.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits delimited text into records (RFC 4180): cells may be quoted, quotes inside are doubled,
 * quoted cells may hold line breaks. Lines end in LF, CRLF or CR; empty lines are skipped.
 */
final class RecordReader {

  private static final int QUOTE = '"';

  private final ByteInput input;
  private final int delimiter;
  private final CellBuffer cell = new CellBuffer();
  private final List<String> cells = new ArrayList<>();
  private long recordStart;
  private long line;

  RecordReader(ByteInput input, char delimiter) {
    this.input = input;
    this.delimiter = delimiter;
  }

  /** Line that the last record began on. */
  long line() {
    return line;
  }

  /** Cells of the next record, in a list that is used again; null at the end. */
  List<String> next() throws IOException, BadDataException {
    skipEmptyLines();
    if (input.peek() == ByteInput.END) {
      return null;
    }
    cells.clear();
    line = input.line();
    recordStart = input.consumed();
    int end;
    do {
      end = cell();
      if (cells.size() >= TableLimits.COLUMNS) {
        throw new BadDataException(
            line, "has more than " + TableLimits.COLUMNS + " columns; is the delimiter right?");
      }
      cells.add(cell.take(line, column()));
    } while (end == delimiter);
    return cells;
  }

  private void skipEmptyLines() throws IOException {
    while (input.peek() == '\n' || input.peek() == '\r') {
      input.read();
    }
  }

  /** Reads one cell and returns what ended it: the delimiter, a line's end or the file's. */
  private int cell() throws IOException, BadDataException {
    if (input.peek() == QUOTE) {
      input.read();
      return quoted();
    }
    while (true) {
      int value = input.read();
      if (value == delimiter || value == '\n' || value == ByteInput.END) {
        return value;
      }
      if (value == '\r') {
        return endOfLine();
      }
      add(value, line);
    }
  }

  private int quoted() throws IOException, BadDataException {
    long opened = input.line();
    while (true) {
      int value = input.read();
      if (value == ByteInput.END) {
        throw new UnclosedQuoteException(opened, column());
      }
      if (value == QUOTE && input.peek() != QUOTE) {
        return afterQuote();
      }
      if (value == QUOTE) {
        input.read();
      }
      if (isTooLong()) {
        throw new UnclosedQuoteException(opened, column()).asBadData();
      }
      add(value, opened);
    }
  }

  private int afterQuote() throws IOException, BadDataException {
    int value = input.read();
    if (value == '\r') {
      return endOfLine();
    }
    if (value == delimiter || value == '\n' || value == ByteInput.END) {
      return value;
    }
    throw new BadDataException(
        input.line(),
        column(),
        "has text after a closing quote; quotes inside a quoted cell must be doubled");
  }

  private int endOfLine() throws IOException {
    if (input.peek() == '\n') {
      input.read();
    }
    return '\n';
  }

  /** Number of the cell that is being read, from 1. */
  private String column() {
    return String.valueOf(cells.size() + 1);
  }

  private boolean isTooLong() {
    return cell.length() >= TableLimits.CELL_BYTES
        || input.consumed() - recordStart > TableLimits.RECORD_BYTES;
  }

  private void add(int value, long at) throws BadDataException {
    if (value == 0) {
      throw new BadDataException(input.line(), column(), "holds a NUL byte; the file is not text");
    }
    if (cell.length() >= TableLimits.CELL_BYTES) {
      throw new BadDataException(at, column(), "has a cell of more than 1 MiB");
    }
    if (input.consumed() - recordStart > TableLimits.RECORD_BYTES) {
      throw new BadDataException(at, "is longer than 4 MiB");
    }
    cell.add(value);
  }
}
