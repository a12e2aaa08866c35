package dev.trainyard.dataset.profile;

import java.util.Locale;
import java.util.Set;

/** Gathers what a {@link ColumnProfile} says, one value at a time. */
final class Column {

  /** What the trainers take for a missing value, too. */
  private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?");

  private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "t", "f", "y", "n");
  private static final int FEW_CATEGORIES = 20;
  private static final int MOST_CATEGORIES = 1000;
  private static final int LONGEST_CATEGORY = 100;

  private final String name;
  private final DistinctValues distinct;
  private final NumberColumn numbers = new NumberColumn();
  private final TimeColumn times = new TimeColumn();
  private boolean words = true;
  private long values;
  private long nulls;
  private long notNumbers;
  private int maxLength;

  /**
   * Starts a column.
   *
   * @param share of the memory for its different values
   * @param nulls rows that came before the column did
   */
  Column(String name, DistinctValues.Share share, long nulls) {
    this.name = name;
    this.distinct = new DistinctValues(share);
    this.nulls = nulls;
  }

  void shrink(DistinctValues.Share share) {
    distinct.shrink(share);
  }

  void add(String cell) {
    String value = cell == null ? "" : cell.strip();
    if (value.length() <= 4 && MISSING.contains(value.toLowerCase(Locale.ROOT))) {
      nulls++;
      notNumbers += value.equalsIgnoreCase("nan") ? 1 : 0;
      return;
    }
    values++;
    maxLength = Math.max(maxLength, value.codePointCount(0, value.length()));
    distinct.add(value);
    numbers.add(value);
    times.add(value);
    words = words && value.length() <= 5 && WORDS.contains(value.toLowerCase(Locale.ROOT));
  }

  ColumnType type() {
    if (values == 0) {
      return ColumnType.TEXT;
    }
    if (numbers.isNumber()) {
      return numbers.isInteger() ? ColumnType.INTEGER : ColumnType.NUMBER;
    }
    if (words && distinct.count() <= 2) {
      return ColumnType.BOOLEAN;
    }
    if (times.isDate() || times.isDateTime()) {
      return times.isDate() ? ColumnType.DATE : ColumnType.DATETIME;
    }
    return isCategory() ? ColumnType.CATEGORY : ColumnType.TEXT;
  }

  private boolean isCategory() {
    return distinct.isExact()
        && maxLength <= LONGEST_CATEGORY
        && distinct.count() <= MOST_CATEGORIES
        && (distinct.count() <= FEW_CATEGORIES || distinct.count() <= values / 2);
  }

  ColumnProfile profile() {
    ColumnType type = type();
    boolean number = type == ColumnType.INTEGER || type == ColumnType.NUMBER;
    boolean time = type == ColumnType.DATE || type == ColumnType.DATETIME;
    return new ColumnProfile(
        name,
        type,
        nulls,
        number ? notNumbers + numbers.infinite() : 0,
        distinct.count(),
        distinct.isExact(),
        number ? numbers.min() : time ? times.min() : null,
        number ? numbers.max() : time ? times.max() : null,
        number ? numbers.mean() : null,
        number ? numbers.deviation() : null,
        maxLength,
        distinct.top());
  }
}
