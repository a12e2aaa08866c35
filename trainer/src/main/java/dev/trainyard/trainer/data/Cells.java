package dev.trainyard.trainer.data;

import dev.trainyard.trainer.job.ColumnSpec;
import dev.trainyard.trainer.job.TrainingFailure;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;

/** Reads single cells by their declared type and names row and column when they do not fit. */
final class Cells {

  private static final double SECONDS_A_DAY = 86_400;
  private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?");
  private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "1");
  private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "0");

  private Cells() {}

  static boolean isMissing(String cell) {
    return cell.length() <= 4 && MISSING.contains(cell.strip().toLowerCase(Locale.ROOT));
  }

  /** The cell as 32-bit number, NaN where missing. */
  static float number(String cell, ColumnSpec column, long row) {
    if (isMissing(cell)) {
      return Float.NaN;
    }
    return switch (column.type()) {
      case BOOLEAN -> truth(cell, column, row) ? 1 : 0;
      case DATE, DATETIME -> date(cell, column, row);
      default -> finite(cell, column, row);
    };
  }

  static boolean truth(String cell, ColumnSpec column, long row) {
    String word = cell.strip().toLowerCase(Locale.ROOT);
    if (TRUE.contains(word)) {
      return true;
    }
    if (FALSE.contains(word)) {
      return false;
    }
    throw misfit(cell, column, row, "is neither true nor false");
  }

  /** An integer label in its one canonical spelling. */
  static String integer(String cell, ColumnSpec column, long row) {
    try {
      return Long.toString(Long.parseLong(cell.strip()));
    } catch (NumberFormatException e) {
      throw misfit(cell, column, row, "is not a whole number");
    }
  }

  private static float finite(String cell, ColumnSpec column, long row) {
    double value;
    try {
      value = Double.parseDouble(cell.strip());
    } catch (NumberFormatException e) {
      throw misfit(cell, column, row, "is not a number");
    }
    float narrow = (float) value;
    if (Float.isNaN(narrow) || Float.isInfinite(narrow)) {
      throw misfit(cell, column, row, "is infinite or too large for a 32-bit number");
    }
    return narrow;
  }

  private static float date(String cell, ColumnSpec column, long row) {
    String text = cell.strip();
    try {
      if (text.length() <= 10) {
        return LocalDate.parse(text).toEpochDay();
      }
      String iso = text.replace(' ', 'T');
      boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
      long seconds =
          zoned
              ? OffsetDateTime.parse(iso).toEpochSecond()
              : LocalDateTime.parse(iso).toEpochSecond(ZoneOffset.UTC);
      return (float) (seconds / SECONDS_A_DAY);
    } catch (DateTimeException e) {
      throw misfit(cell, column, row, "is not an ISO 8601 date");
    }
  }

  private static TrainingFailure misfit(String cell, ColumnSpec column, long row, String why) {
    String shown = cell.length() > 40 ? cell.substring(0, 40) + "…" : cell;
    return TrainingFailure.badData(
        column.name(),
        "row %d, column '%s': '%s' %s, but the column is declared %s"
            .formatted(
                row + 1, column.name(), shown, why, column.type().name().toLowerCase(Locale.ROOT)));
  }
}
