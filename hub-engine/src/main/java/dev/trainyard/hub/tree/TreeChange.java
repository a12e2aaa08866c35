package dev.trainyard.hub.tree;

import java.util.List;
import java.util.Set;

/**
 * What a commit does to the tree; no path is in both parts.
 *
 * @param put files that are added or replaced
 * @param removed paths of files that go away
 */
public record TreeChange(List<FileEntry> put, Set<String> removed) {

  public TreeChange {
    put = List.copyOf(put);
    removed = Set.copyOf(removed);
  }
}
