package dev.trainyard.dataset.table;

import java.util.ArrayList;
import java.util.List;

/** Guesses what parts the cells of a CSV file from its first records. */
final class Delimiters {

  private static final char[] CANDIDATES = {',', ';', '\t', '|'};
  private static final int RECORDS = 20;

  private Delimiters() {}

  /** The candidate that gives the most columns, the same number in every record; else the comma. */
  static char guess(byte[] head) {
    char best = ',';
    int most = 1;
    int consistent = 0;
    for (char candidate : CANDIDATES) {
      List<Integer> counts = counts(head, candidate);
      int columns = counts.isEmpty() ? 1 : counts.getFirst();
      int same = columns > 1 && counts.stream().allMatch(count -> count == columns) ? 1 : 0;
      if (columns > 1 && (same > consistent || (same == consistent && columns > most))) {
        best = candidate;
        most = columns;
        consistent = same;
      }
    }
    return best;
  }

  private static List<Integer> counts(byte[] head, char delimiter) {
    List<Integer> counts = new ArrayList<>();
    boolean quoted = false;
    boolean empty = true;
    int cells = 1;
    for (byte value : head) {
      if (value == '"') {
        quoted = !quoted;
      } else if (!quoted && value == delimiter) {
        cells++;
      } else if (!quoted && (value == '\n' || value == '\r')) {
        if (!empty) {
          counts.add(cells);
        }
        if (counts.size() == RECORDS) {
          return counts;
        }
        cells = 1;
        empty = true;
        continue;
      }
      empty = false;
    }
    if (counts.isEmpty()) {
      counts.add(cells);
    }
    return counts;
  }
}
