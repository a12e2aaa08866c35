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

  public TermCounts count(CharSequence text) {
    var terms = new TermList(Math.min(4096, text.length() + 16));
    int word = OFFSET;
    boolean inWord = false;
    boolean hasPrevious = false;
    int previous = 0;
    int at = 0;
    while (at <= text.length()) {
      int point = at < text.length() ? Character.codePointAt(text, at) : -1;
      at += point < 0 ? 1 : Character.charCount(point);
      if (isWordPoint(point)) {
        word = (word ^ Character.toLowerCase(point)) * PRIME;
        inWord = true;
      } else if (inWord) {
        terms.add(slot(word));
        if (pairs && hasPrevious) {
          terms.add(slot(previous * 31 + word * PRIME));
        }
        previous = word;
        hasPrevious = true;
        word = OFFSET;
        inWord = false;
      }
    }
    return terms.counts();
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
