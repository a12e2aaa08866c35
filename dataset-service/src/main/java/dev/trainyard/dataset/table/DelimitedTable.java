package dev.trainyard.dataset.table;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads CSV and TSV: a record of column names, then records of as many cells. */
final class DelimitedTable {

  private final ByteInput input;
  private final RecordReader records;
  private final boolean wholeFile;

  /**
   * Over an input that stands behind any byte order mark.
   *
   * @param wholeFile false when only the beginning is there, so that its last record may be cut
   */
  DelimitedTable(ByteInput input, char delimiter, boolean wholeFile) {
    this.input = input;
    this.records = new RecordReader(input, delimiter);
    this.wholeFile = wholeFile;
  }

  void read(RowSink sink) throws IOException, BadDataException {
    try {
      List<String> header = records.next();
      if (header == null) {
        throw new BadDataException(1, "has no column names; the file is empty");
      }
      sink.columns(checked(List.copyOf(header), records.line()));
      String[] cells = new String[header.size()];
      for (List<String> record = next(); record != null; record = next()) {
        if (record.size() != cells.length) {
          throw ragged(record.size(), cells.length);
        }
        record.toArray(cells);
        if (!sink.row(cells)) {
          return;
        }
      }
    } catch (UnclosedQuoteException e) {
      if (wholeFile) {
        throw e.asBadData();
      }
    } catch (BadDataException e) {
      // Where a mere beginning ends, even a character may be cut in two.
      if (wholeFile || input.peek() != ByteInput.END) {
        throw e;
      }
    }
  }

  /** The next record; the one that touches the end of a mere beginning may be cut, so it is not. */
  private List<String> next() throws IOException, BadDataException {
    List<String> record = records.next();
    return !wholeFile && input.peek() == ByteInput.END ? null : record;
  }

  private BadDataException ragged(int found, int expected) {
    return new BadDataException(
        records.line(),
        "has %d cells, but there are %d columns; quote cells that hold the delimiter"
            .formatted(found, expected));
  }

  private static List<String> checked(List<String> names, long line) throws BadDataException {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.isBlank()) {
        throw new BadDataException(line, String.valueOf(i + 1), "has no name");
      }
      if (name.length() > TableLimits.NAME_CHARACTERS) {
        throw new BadDataException(
            line,
            String.valueOf(i + 1),
            "has a name of more than " + TableLimits.NAME_CHARACTERS + " characters");
      }
      if (!seen.add(name)) {
        throw new BadDataException(line, name, "is there twice; column names must differ");
      }
    }
    return names;
  }
}
