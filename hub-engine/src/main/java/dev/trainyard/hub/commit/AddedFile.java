package dev.trainyard.hub.commit;

import dev.trainyard.hub.tree.FileEntry;

/**
 * A file that a commit adds, its blob already whole.
 *
 * @param operation index among the request's operations
 */
public record AddedFile(int operation, FileEntry file) {

  /** Name of the request's field to blame for what is wrong with the file. */
  public String field() {
    return "operations[" + operation + "].path";
  }
}
