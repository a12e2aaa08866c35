package dev.trainyard.dataset.profile;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is known about a column.
 *
 * @param nullCount rows without a value: empty, or one of na, n/a, nan, null, none and ?
 * @param nonFiniteCount cells that say NaN or infinity in a column of numbers
 * @param distinctCount number of different values, an estimate within about 3 % unless exact
 * @param min smallest number, or earliest date as text
 * @param max largest number, or latest date as text
 * @param mean of a column of numbers
 * @param stddev of a column of numbers, as of a sample
 * @param maxLength characters of the longest value
 * @param top most frequent values; while the distinct count is an estimate, of those seen first
 */
@Schema(name = "ColumnProfile")
public record ColumnProfile(
    String name,
    ColumnType type,
    long nullCount,
    long nonFiniteCount,
    long distinctCount,
    boolean distinctExact,
    @Schema(oneOf = {Double.class, String.class}) Object min,
    @Schema(oneOf = {Double.class, String.class}) Object max,
    Double mean,
    Double stddev,
    int maxLength,
    List<ValueCount> top) {

  public ColumnProfile {
    top = List.copyOf(top);
  }

  /** How often a value occurs. */
  @Schema(name = "ValueCount")
  public record ValueCount(String value, long count) {}
}
