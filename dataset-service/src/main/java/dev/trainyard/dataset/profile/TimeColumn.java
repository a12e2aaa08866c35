package dev.trainyard.dataset.profile;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Range of a column while all its values are ISO 8601 dates, or all dates with a time. */
final class TimeColumn {

  private static final int DATE_LENGTH = 10;

  private boolean times = true;
  private boolean dates = true;
  private long count;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;
  private String minText;
  private String maxText;

  void add(String value) {
    if (!times) {
      return;
    }
    boolean shaped =
        value.length() >= DATE_LENGTH
            && value.length() <= 40
            && value.charAt(4) == '-'
            && value.charAt(7) == '-';
    boolean date = value.length() == DATE_LENGTH;
    if (!shaped || (count > 0 && date != dates)) {
      times = false;
      return;
    }
    dates = date;
    try {
      record(value, date ? LocalDate.parse(value).toEpochDay() : seconds(value));
    } catch (DateTimeException e) {
      times = false;
    }
  }

  private void record(String value, long at) {
    count++;
    if (at < min) {
      min = at;
      minText = value;
    }
    if (at > max) {
      max = at;
      maxText = value;
    }
  }

  private static long seconds(String value) {
    String iso = value.replace(' ', 'T');
    boolean zoned =
        iso.endsWith("Z")
            || iso.lastIndexOf('+') > DATE_LENGTH
            || iso.lastIndexOf('-') > DATE_LENGTH;
    return zoned
        ? OffsetDateTime.parse(iso).toEpochSecond()
        : LocalDateTime.parse(iso).toEpochSecond(ZoneOffset.UTC);
  }

  boolean isDate() {
    return times && count > 0 && dates;
  }

  boolean isDateTime() {
    return times && count > 0 && !dates;
  }

  String min() {
    return minText;
  }

  String max() {
    return maxText;
  }
}
