package dev.trainyard.trainer.data;

import dev.trainyard.trainer.job.TrainingFailure;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** Reads comma- or tab-separated values with a header (RFC 4180: quotes, line breaks in quotes). */
final class DelimitedRows implements RowReader {

  private static final int END = -1;

  private final Reader reader;
  private final char delimiter;
  private final char[] buffer = new char[1 << 16];
  private final StringBuilder cell = new StringBuilder();
  private final List<String> row = new ArrayList<>();
  private final List<String> columns;
  private int at;
  private int limit;
  private long line = 1;
  private long rows;

  DelimitedRows(Reader reader, char delimiter) throws IOException {
    this.reader = reader;
    this.delimiter = delimiter;
    if (peek() == '\uFEFF') {
      at++;
    }
    if (!readRow()) {
      throw TrainingFailure.badData(
          null, "the data file is empty; its first line must name the columns");
    }
    this.columns = List.copyOf(row);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public String[] next() throws IOException {
    long startLine;
    do {
      startLine = line;
      if (!readRow()) {
        return null;
      }
    } while (row.size() == 1 && row.getFirst().isEmpty());
    rows++;
    if (row.size() != columns.size()) {
      throw TrainingFailure.badData(
          null,
          "row %d (line %d) has %d values, but the header names %d columns"
              .formatted(rows, startLine, row.size(), columns.size()));
    }
    return row.toArray(String[]::new);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private boolean readRow() throws IOException {
    row.clear();
    if (peek() == END) {
      return false;
    }
    while (true) {
      int end = peek() == '"' ? quoted() : plain();
      row.add(cell.toString());
      if (end != delimiter) {
        return true;
      }
    }
  }

  private int plain() throws IOException {
    cell.setLength(0);
    while (true) {
      int c = read();
      if (c == delimiter || c == '\n' || c == END) {
        return c;
      }
      if (c == '\r' && (peek() == '\n' || peek() == END)) {
        continue;
      }
      append(c);
    }
  }

  private int quoted() throws IOException {
    cell.setLength(0);
    at++;
    long opened = line;
    while (true) {
      int c = read();
      if (c == END) {
        throw TrainingFailure.badData(
            null, "a quote opened on line " + opened + " is never closed");
      }
      if (c != '"') {
        append(c);
      } else if (peek() == '"') {
        append('"');
        at++;
      } else {
        return afterQuote();
      }
    }
  }

  private int afterQuote() throws IOException {
    int c = read();
    if (c == '\r' && (peek() == '\n' || peek() == END)) {
      c = read();
    }
    if (c != delimiter && c != '\n' && c != END) {
      throw TrainingFailure.badData(
          null, "line " + line + " has text after a closing quote in column " + (row.size() + 1));
    }
    return c;
  }

  private void append(int c) {
    if (cell.length() >= CELL_LIMIT) {
      throw TrainingFailure.badData(
          null, "row " + (rows + 1) + " has a value longer than " + CELL_LIMIT + " characters");
    }
    cell.append((char) c);
  }

  private int read() throws IOException {
    int c = peek();
    if (c != END) {
      at++;
      if (c == '\n') {
        line++;
      }
    }
    return c;
  }

  private int peek() throws IOException {
    if (at == limit) {
      limit = Math.max(0, reader.read(buffer, 0, buffer.length));
      at = 0;
      if (limit == 0) {
        return END;
      }
    }
    return buffer[at];
  }
}
