package dev.trainyard.hub.tree;

/**
 * A range of paths in byte order.
 *
 * @param start where it begins
 * @param inclusive whether a path equal to {@code start} is in it
 * @param end first path beyond it, or null for no end
 */
record PathRange(String start, boolean inclusive, String end) {

  static final PathRange ALL = new PathRange("", true, null);

  static PathRange below(String directory) {
    return directory.isEmpty()
        ? ALL
        : new PathRange(directory + "/", true, FilePath.endOf(directory));
  }

  PathRange after(String path) {
    return new PathRange(path, false, end);
  }

  PathRange from(String path) {
    return new PathRange(path, true, end);
  }

  /** Whether a path lies before the range. */
  boolean startsAfter(String path) {
    int order = FilePath.BYTE_ORDER.compare(path, start);
    return order < 0 || (order == 0 && !inclusive);
  }
}
