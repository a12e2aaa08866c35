package dev.trainyard.dataset.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/**
 * Streams a data file row by row in memory that does not grow with the file: cells up to 1 MiB,
 * records up to 4 MiB, 2,000 columns. The first thing that is wrong ends it, with its line.
 */
public final class TableReader {

  private static final int HEAD = 1 << 16;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final TableFormat format;
  private final boolean wholeFile;
  private char delimiter;

  private TableReader(TableFormat format, boolean wholeFile) {
    this.format = format;
    this.wholeFile = wholeFile;
  }

  public static TableReader ofWhole(TableFormat format) {
    return new TableReader(format, true);
  }

  /** Reads only the beginning of a file, whose last record may be cut. */
  public static TableReader ofBeginning(TableFormat format) {
    return new TableReader(format, false);
  }

  /** What parts the cells, known once reading began; 0 for JSON Lines. */
  public char delimiter() {
    return delimiter;
  }

  public void read(InputStream content, RowSink sink) throws IOException, BadDataException {
    byte[] head = content.readNBytes(HEAD);
    var fault = FileNature.fault(head, format);
    if (fault.isPresent()) {
      throw new BadDataException(1, fault.get());
    }
    byte[] text = withoutMark(head);
    var input = new ByteInput(new SequenceInputStream(new ByteArrayInputStream(text), content));
    switch (format) {
      case CSV -> delimited(input, Delimiters.guess(text), sink);
      case TSV -> delimited(input, '\t', sink);
      case JSONL -> new JsonLinesTable(input, wholeFile).read(sink);
    }
  }

  private void delimited(ByteInput input, char by, RowSink sink)
      throws IOException, BadDataException {
    delimiter = by;
    new DelimitedTable(input, by, wholeFile).read(sink);
  }

  private static byte[] withoutMark(byte[] head) {
    boolean marked =
        head.length >= BYTE_ORDER_MARK.length && Arrays.equals(head, 0, 3, BYTE_ORDER_MARK, 0, 3);
    return marked ? Arrays.copyOfRange(head, BYTE_ORDER_MARK.length, head.length) : head;
  }
}
