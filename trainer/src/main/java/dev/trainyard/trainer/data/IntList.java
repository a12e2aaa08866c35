package dev.trainyard.trainer.data;

import java.util.Arrays;

/** A growing array of ints. */
public final class IntList {

  private int[] items = new int[1024];
  private int size;

  public void add(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size + (size >> 1));
    }
    items[size++] = item;
  }

  public int size() {
    return size;
  }

  public int[] toArray() {
    return Arrays.copyOf(items, size);
  }
}
