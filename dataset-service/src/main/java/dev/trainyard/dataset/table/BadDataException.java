package dev.trainyard.dataset.table;

/** A file is not the table that its name promises; says where and what to do about it. */
public final class BadDataException extends Exception {

  private final long line;
  private final String column;

  /**
   * Names the place.
   *
   * @param line from 1
   * @param column name or number of the column, or null
   */
  public BadDataException(long line, String column, String message) {
    super(message);
    this.line = line;
    this.column = column;
  }

  public BadDataException(long line, String message) {
    this(line, null, message);
  }

  public long line() {
    return line;
  }

  /** Name or number of the column, or null. */
  public String column() {
    return column;
  }

  /** Place and message in one sentence. */
  public String sentence() {
    return "line %d%s: %s"
        .formatted(line, column == null ? "" : ", column " + column, getMessage());
  }
}
