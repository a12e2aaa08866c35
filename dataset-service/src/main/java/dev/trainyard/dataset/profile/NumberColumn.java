package dev.trainyard.dataset.profile;

/** Statistics of a column while all its values are numbers. */
final class NumberColumn {

  private static final int MOST_DIGITS = 64;

  private boolean numbers = true;
  private boolean integers = true;
  private long count;
  private double mean;
  private double squares;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private long minInteger = Long.MAX_VALUE;
  private long maxInteger = Long.MIN_VALUE;
  private long infinite;

  void add(String value) {
    if (!numbers) {
      return;
    }
    if (isInfinite(value)) {
      infinite++;
      integers = false;
      return;
    }
    if (!looksNumeric(value)) {
      numbers = false;
      return;
    }
    try {
      double number = Double.parseDouble(value);
      integers = integers && addInteger(value);
      addNumber(number);
    } catch (NumberFormatException e) {
      numbers = false;
    }
  }

  private boolean addInteger(String value) {
    try {
      long integer = Long.parseLong(value);
      minInteger = Math.min(minInteger, integer);
      maxInteger = Math.max(maxInteger, integer);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Welford's method: one pass, and stable where values are large and close together. */
  private void addNumber(double number) {
    if (Double.isInfinite(number)) {
      infinite++;
      return;
    }
    count++;
    double difference = number - mean;
    mean += difference / count;
    squares += difference * (number - mean);
    min = Math.min(min, number);
    max = Math.max(max, number);
  }

  boolean isNumber() {
    return numbers && count + infinite > 0;
  }

  boolean isInteger() {
    return isNumber() && integers;
  }

  long infinite() {
    return infinite;
  }

  Object min() {
    return count == 0 ? null : isInteger() ? (Object) minInteger : (Object) min;
  }

  Object max() {
    return count == 0 ? null : isInteger() ? (Object) maxInteger : (Object) max;
  }

  Double mean() {
    return finite(mean);
  }

  Double deviation() {
    return count < 2 ? null : finite(Math.sqrt(squares / (count - 1)));
  }

  private Double finite(double value) {
    return count == 0 || !Double.isFinite(value) ? null : value;
  }

  private static boolean isInfinite(String value) {
    String unsigned = value.startsWith("-") || value.startsWith("+") ? value.substring(1) : value;
    return unsigned.equalsIgnoreCase("inf") || unsigned.equalsIgnoreCase("infinity");
  }

  /** Digits, sign, point and exponent only; a leading zero makes it a code, such as 00501. */
  private static boolean looksNumeric(String value) {
    if (value.length() > MOST_DIGITS) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return false;
      }
    }
    int first = value.startsWith("-") || value.startsWith("+") ? 1 : 0;
    return value.length() < first + 2
        || value.charAt(first) != '0'
        || !Character.isDigit(value.charAt(first + 1));
  }
}
