package dev.trainyard.modelpackage.text;

import java.util.Arrays;

/**
 * Cuts a text into words and hashes words and word pairs into slots.
 *
 * <p>A word is a run of letters, digits, '$' and '!' in lower case. Time and memory grow linearly
 * with the text; no strings are made.
 */
public record TermHasher(int bits, boolean pairs) {

  private static final int OFFSET = 0x811c9dc5;
  private static final int PRIME = 16777619;

  public int slots() {
    return 1 << bits;
  }

  /** Takes the terms of a text in their order; a term is the text from start to end. */
  public interface Visitor {
    void term(int slot, int start, int end);
  }

  public TermCounts count(CharSequence text) {
    var terms = new TermList(Math.min(4096, text.length() + 16));
    visit(text, (slot, start, end) -> terms.add(slot));
    return terms.counts();
  }

  /** Visits each word, and after its second word each pair. */
  public void visit(CharSequence text, Visitor visitor) {
    int word = OFFSET;
    int start = -1;
    int previous = 0;
    int previousStart = -1;
    int at = 0;
    while (at <= text.length()) {
      int point = at < text.length() ? Character.codePointAt(text, at) : -1;
      if (isWordPoint(point)) {
        word = (word ^ Character.toLowerCase(point)) * PRIME;
        start = start < 0 ? at : start;
      } else if (start >= 0) {
        visitor.term(slot(word), start, at);
        if (pairs && previousStart >= 0) {
          visitor.term(slot(previous * 31 + word * PRIME), previousStart, at);
        }
        previous = word;
        previousStart = start;
        word = OFFSET;
        start = -1;
      }
      at += point < 0 ? 1 : Character.charCount(point);
    }
  }

  private static boolean isWordPoint(int point) {
    return point >= 0 && (Character.isLetterOrDigit(point) || point == '$' || point == '!');
  }

  /** Spreads the bits (the finaliser of MurmurHash3) before the low ones are taken. */
  private int slot(int hash) {
    int mixed = hash ^ (hash >>> 16);
    mixed *= 0x85ebca6b;
    mixed ^= mixed >>> 13;
    mixed *= 0xc2b2ae35;
    mixed ^= mixed >>> 16;
    return mixed & (slots() - 1);
  }

  /** A growing list of terms that ends as sorted counts. */
  private static final class TermList {
    private int[] items;
    private int size;

    TermList(int capacity) {
      items = new int[capacity];
    }

    void add(int term) {
      if (size == items.length) {
        items = Arrays.copyOf(items, size + (size >> 1) + 16);
      }
      items[size++] = term;
    }

    TermCounts counts() {
      Arrays.sort(items, 0, size);
      int[] terms = new int[size];
      int[] counts = new int[size];
      int distinct = 0;
      for (int i = 0; i < size; i++) {
        if (distinct == 0 || terms[distinct - 1] != items[i]) {
          terms[distinct++] = items[i];
        }
        counts[distinct - 1]++;
      }
      return new TermCounts(Arrays.copyOf(terms, distinct), Arrays.copyOf(counts, distinct));
    }
  }
}
