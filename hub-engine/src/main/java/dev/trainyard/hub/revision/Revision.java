package dev.trainyard.hub.revision;

/**
 * A commit that a revision text was resolved to.
 *
 * @param commitId 40 hexadecimal digits, or null for a branch without commits
 * @param lineId line that the commit lies on
 * @param seq position of the commit on its line
 * @param depth number of lines below that line
 * @param pinned whether the text was the commit's own id, so that it always means the same
 */
public record Revision(String commitId, long lineId, int seq, int depth, boolean pinned) {

  /** A branch that nothing was committed to yet. */
  static final Revision EMPTY = new Revision(null, 0, 0, 0, false);

  public boolean isEmpty() {
    return commitId == null;
  }
}
