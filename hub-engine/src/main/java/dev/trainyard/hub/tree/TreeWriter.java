package dev.trainyard.hub.tree;

import dev.trainyard.commons.problem.Problem.FieldError;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.revision.Revision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Records what a commit changes. It costs one row for each changed path, whatever the size of the
 * tree; only a commit that would stack more than {@value #MOST_DEPTH} lines copies the whole tree.
 */
@ApplicationScoped
public class TreeWriter {

  static final int MOST_DEPTH = 16;
  private static final int COPY_BATCH = 1000;

  private final EntryTable entries;
  private final LineTable lines;
  private final TreeReader reader;

  TreeWriter(EntryTable entries, LineTable lines, TreeReader reader) {
    this.entries = entries;
    this.lines = lines;
    this.reader = reader;
  }

  /**
   * Where a commit was placed, and how it changed the totals.
   *
   * @param files difference in the number of files
   * @param bytes difference in the sum of sizes
   */
  public record Placed(long lineId, int seq, long files, long bytes) {}

  /** Applies a change on top of a commit, as the next one of its line or the first of a new one. */
  @Transactional(TxType.MANDATORY)
  public Placed apply(RepositoryRef repository, Revision head, TreeChange change) {
    Map<String, FileEntry> before = before(head, change);
    requireNoClash(head, change, before);
    Slice place = place(repository, head);
    Set<String> changed = new HashSet<>(change.removed());
    change.put().forEach(file -> changed.add(file.path()));
    entries.close(place.lineId(), place.seq(), changed);
    entries.insert(place.lineId(), place.seq(), change.put());
    hideInherited(place, change.removed());
    long files = change.put().size() - (long) before.size();
    long bytes =
        change.put().stream().mapToLong(FileEntry::sizeBytes).sum()
            - before.values().stream().mapToLong(FileEntry::sizeBytes).sum();
    return new Placed(place.lineId(), place.seq(), files, bytes);
  }

  private Map<String, FileEntry> before(Revision head, TreeChange change) {
    Set<String> paths = new HashSet<>(change.removed());
    change.put().forEach(file -> paths.add(file.path()));
    return reader.files(head, paths);
  }

  private Slice place(RepositoryRef repository, Revision head) {
    if (head.isEmpty()) {
      return new Slice(lines.newRoot(repository), 1);
    }
    if (lines.extend(head)) {
      return new Slice(head.lineId(), head.seq() + 1);
    }
    if (head.depth() < MOST_DEPTH) {
      return new Slice(lines.newChild(repository, head), 1);
    }
    long root = lines.newRoot(repository);
    copy(head, root);
    return new Slice(root, 1);
  }

  /** Writes the tree below a new root as of seq 0, so that the commit itself is seq 1. */
  private void copy(Revision head, long root) {
    List<FileEntry> batch = reader.filesAfter(head, "", COPY_BATCH);
    while (!batch.isEmpty()) {
      entries.insert(root, 0, batch);
      batch = reader.filesAfter(head, batch.getLast().path(), COPY_BATCH);
    }
  }

  private void hideInherited(Slice place, Set<String> removed) {
    Revision line = new Revision("", place.lineId(), place.seq(), MOST_DEPTH, false);
    Set<String> inherited = reader.files(line, removed).keySet();
    if (!inherited.isEmpty()) {
      entries.insertRemovals(place.lineId(), place.seq(), inherited.stream());
    }
  }

  /** A path cannot be a file and a directory at once. */
  private void requireNoClash(Revision head, TreeChange change, Map<String, FileEntry> before) {
    Set<String> put = change.put().stream().map(FileEntry::path).collect(Collectors.toSet());
    Set<String> directories =
        put.stream().flatMap(p -> FilePath.directoriesOf(p).stream()).collect(Collectors.toSet());
    Set<String> clashes = new HashSet<>(directories);
    clashes.retainAll(put);
    Set<String> files = new HashSet<>(reader.files(head, directories).keySet());
    files.removeAll(change.removed());
    clashes.addAll(files);
    put.stream()
        .filter(path -> !before.containsKey(path) && staysDirectory(head, path, change.removed()))
        .forEach(clashes::add);
    if (!clashes.isEmpty()) {
      List<FieldError> errors = new ArrayList<>();
      clashes.stream()
          .sorted()
          .limit(20)
          .forEach(
              path ->
                  errors.add(
                      new FieldError("operations", path + " would be a file and a directory")));
      throw ProblemException.of(
          ProblemType.UNPROCESSABLE, "A path cannot be a file and a directory", errors);
    }
  }

  /** Whether a directory keeps a file after a commit; what the commit removes is bounded. */
  private boolean staysDirectory(Revision head, String path, Set<String> removed) {
    return reader.filesBelow(head, path, removed.size() + 1).stream()
        .anyMatch(file -> !removed.contains(file.path()));
  }
}
