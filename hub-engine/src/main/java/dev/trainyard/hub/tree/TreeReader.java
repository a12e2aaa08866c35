package dev.trainyard.hub.tree;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.hub.revision.Revision;
import dev.trainyard.hub.tree.EntryTable.Statement;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads the files of a revision. A look-up costs one index probe for each line of the revision,
 * nearly always one; a listing reads key ranges of those lines side by side and merges them.
 */
@ApplicationScoped
public class TreeReader {

  private static final int BATCH = 200;

  private final EntryTable entries;

  TreeReader(EntryTable entries) {
    this.entries = entries;
  }

  public Optional<FileEntry> file(Revision revision, String path) {
    return FilePath.isValid(path)
        ? Optional.ofNullable(files(revision, Set.of(path)).get(path))
        : Optional.empty();
  }

  /** Those of the paths that are files, by path. */
  public Map<String, FileEntry> files(Revision revision, Collection<String> paths) {
    Map<String, FileEntry> found = new HashMap<>();
    Collection<String> open = Set.copyOf(paths);
    for (Slice slice : entries.slices(revision)) {
      if (open.isEmpty()) {
        break;
      }
      Map<String, Statement> said =
          entries.at(slice, open).stream()
              .collect(Collectors.toMap(Statement::path, statement -> statement));
      said.values().stream()
          .filter(statement -> statement.file() != null)
          .forEach(statement -> found.put(statement.path(), statement.file()));
      open = open.stream().filter(path -> !said.containsKey(path)).collect(Collectors.toSet());
    }
    return found;
  }

  /**
   * The first files after a path in byte order.
   *
   * @param after empty for the beginning
   */
  public List<FileEntry> filesAfter(Revision revision, String after, int most) {
    return scan(entries.slices(revision), PathRange.ALL.after(after), most);
  }

  /** The first files below a directory. */
  List<FileEntry> filesBelow(Revision revision, String directory, int most) {
    return scan(entries.slices(revision), PathRange.below(directory), most);
  }

  /**
   * Lists a directory.
   *
   * @param directory empty for the root
   * @param recursive all files below it instead of its own entries
   */
  public Page<TreeEntry> list(
      Revision revision, String directory, boolean recursive, String cursor, int limit) {
    Cursor after = Cursor.decode(cursor, 2);
    List<Slice> slices = entries.slices(revision);
    PathRange range = PathRange.below(directory);
    if (!directory.isEmpty()
        && (!FilePath.isValid(directory) || scan(slices, range, 1).isEmpty())) {
      throw ProblemException.notFound("Directory", directory);
    }
    if (after != null) {
      range = after.text(0).equals("file") ? range.after(after.text(1)) : range.from(after.text(1));
      if (FilePath.BYTE_ORDER.compare(after.text(1), PathRange.below(directory).start()) < 0) {
        throw ProblemException.invalid("cursor", "is not one that this listing gave out");
      }
    }
    List<TreeEntry> rows =
        recursive
            ? scan(slices, range, limit + 1).stream().map(TreeEntry::file).toList()
            : children(slices, directory, range, limit + 1);
    return Page.of(rows, limit, entry -> entry, TreeReader::cursor);
  }

  private static Cursor cursor(TreeEntry last) {
    return last.type() == TreeEntry.Type.FILE
        ? Cursor.of("file", last.path())
        : Cursor.of("directory", FilePath.endOf(last.path()));
  }

  /** The files and directories right below a directory; each directory is jumped over. */
  private List<TreeEntry> children(
      List<Slice> slices, String directory, PathRange range, int most) {
    int prefix = directory.isEmpty() ? 0 : directory.length() + 1;
    List<TreeEntry> children = new ArrayList<>();
    PathRange rest = range;
    List<FileEntry> batch = scan(slices, rest, BATCH);
    while (!batch.isEmpty()) {
      for (FileEntry file : batch) {
        if (rest.startsAfter(file.path())) {
          continue;
        }
        int slash = file.path().indexOf('/', prefix);
        String child = slash < 0 ? file.path() : file.path().substring(0, slash);
        children.add(slash < 0 ? TreeEntry.file(file) : TreeEntry.directory(child));
        if (children.size() == most) {
          return children;
        }
        rest = slash < 0 ? rest.after(child) : rest.from(FilePath.endOf(child));
      }
      batch = batch.size() < BATCH ? List.of() : scan(slices, rest, BATCH);
    }
    return children;
  }

  /** The first visible files of a range, merged over the slices: the nearest one speaks. */
  private List<FileEntry> scan(List<Slice> slices, PathRange range, int most) {
    List<FileEntry> files = new ArrayList<>();
    PathRange rest = range;
    while (rest != null && files.size() < most && !slices.isEmpty()) {
      TreeMap<String, Statement> merged = new TreeMap<>(FilePath.BYTE_ORDER);
      String complete = null;
      for (Slice slice : slices) {
        List<Statement> said = entries.in(slice, rest, most);
        said.forEach(statement -> merged.putIfAbsent(statement.path(), statement));
        if (said.size() == most) {
          // Beyond its last row this slice has more to say, so the merge is only right up to it.
          String last = said.getLast().path();
          complete =
              complete == null || FilePath.BYTE_ORDER.compare(last, complete) < 0 ? last : complete;
        }
      }
      var known = complete == null ? merged : merged.headMap(complete, true);
      known.values().stream()
          .map(Statement::file)
          .filter(file -> file != null)
          .limit(most - files.size())
          .forEach(files::add);
      rest = complete == null ? null : rest.after(complete);
    }
    return files;
  }
}
