package dev.trainyard.dataset.profile;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.dataset.table.TableFormat;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.revision.Revision;
import dev.trainyard.hub.revision.Revisions;
import dev.trainyard.hub.tree.FileEntry;
import dev.trainyard.hub.tree.TreeReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Finds the data file that a request means. */
@ApplicationScoped
public class DataFiles {

  private static final int BATCH = 500;
  private static final int MOST_FILES = 5000;

  private final Revisions revisions;
  private final TreeReader trees;

  DataFiles(Revisions revisions, TreeReader trees) {
    this.revisions = revisions;
    this.trees = trees;
  }

  /** A file together with the format that its name promises. */
  public record DataFile(FileEntry file, TableFormat format) {}

  /** The data file at a path, or the only one of the revision when {@code path} is null. */
  public DataFile find(RepositoryRef repository, String revisionText, String path) {
    Revision revision = revisions.resolve(repository, revisionText);
    if (path == null || path.isEmpty()) {
      return only(revision);
    }
    FileEntry file =
        trees.file(revision, path).orElseThrow(() -> ProblemException.notFound("File", path));
    TableFormat format =
        TableFormat.ofPath(path)
            .orElseThrow(
                () ->
                    ProblemException.unprocessable(
                        "path", "is not a data file; those end in .csv, .tsv or .jsonl"));
    return new DataFile(file, format);
  }

  private DataFile only(Revision revision) {
    List<DataFile> found = new ArrayList<>();
    int seen = 0;
    List<FileEntry> batch = trees.filesAfter(revision, "", BATCH);
    while (!batch.isEmpty() && found.size() < 2 && seen < MOST_FILES) {
      for (FileEntry file : batch) {
        TableFormat.ofPath(file.path()).ifPresent(format -> found.add(new DataFile(file, format)));
      }
      seen += batch.size();
      batch =
          batch.size() < BATCH
              ? List.of()
              : trees.filesAfter(revision, batch.getLast().path(), BATCH);
    }
    if (found.isEmpty()) {
      throw ProblemException.notFound("Data file", "(.csv, .tsv or .jsonl) in this revision");
    }
    if (found.size() > 1 || !batch.isEmpty()) {
      throw ProblemException.invalid(
          "path", "is needed, since the revision has several data files");
    }
    return found.getFirst();
  }
}
