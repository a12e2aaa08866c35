package dev.trainyard.training.execution;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Complete lines at the beginning of a piece of output. A line that does not end within a piece is
 * left for later; one that is longer than any piece is cut, and its rest is skipped.
 *
 * @param lines the lines, without their ends
 * @param consumed bytes that they and what was skipped take
 * @param skipping whether the next bytes still belong to a line that was cut
 */
record Lines(List<String> lines, int consumed, boolean skipping) {

  /** Longest line that is looked at, and size of a piece. */
  static final int PIECE = 1 << 20;

  private static final int KEPT_OF_A_CUT_LINE = 4096;
  private static final int MOST_LINES = 1000;
  private static final byte END = '\n';

  /**
   * Cuts a piece.
   *
   * @param skipping as the piece before left it
   * @param last whether nothing can follow the piece, so that a line without end is complete
   */
  static Lines cut(byte[] piece, boolean skipping, boolean last) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    if (skipping) {
      int end = indexOf(piece, 0);
      if (end < 0) {
        return new Lines(List.of(), piece.length, true);
      }
      start = end + 1;
    }
    int end = indexOf(piece, start);
    while (end >= 0 && lines.size() < MOST_LINES) {
      lines.add(text(piece, start, end));
      start = end + 1;
      end = indexOf(piece, start);
    }
    if (end >= 0 || start == piece.length) {
      return new Lines(lines, start, false);
    }
    if (last && piece.length < PIECE) {
      lines.add(text(piece, start, piece.length));
      return new Lines(lines, piece.length, false);
    }
    if (start == 0 && piece.length == PIECE) {
      lines.add(text(piece, 0, KEPT_OF_A_CUT_LINE) + " [line of more than 1 MiB, cut]");
      return new Lines(lines, piece.length, true);
    }
    return new Lines(lines, start, false);
  }

  private static int indexOf(byte[] piece, int from) {
    for (int i = from; i < piece.length; i++) {
      if (piece[i] == END) {
        return i;
      }
    }
    return -1;
  }

  private static String text(byte[] piece, int start, int end) {
    return new String(piece, start, end - start, StandardCharsets.UTF_8);
  }
}
