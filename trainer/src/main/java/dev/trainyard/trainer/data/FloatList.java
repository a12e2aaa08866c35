package dev.trainyard.trainer.data;

import java.util.Arrays;

/** A growing array of floats. */
final class FloatList {

  private float[] items = new float[1024];
  private int size;

  void add(float item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size + (size >> 1));
    }
    items[size++] = item;
  }

  float[] toArray() {
    return Arrays.copyOf(items, size);
  }
}
