package dev.trainyard.dataset.check;

import dev.trainyard.blob.BlobStore;
import dev.trainyard.commons.problem.Problem.FieldError;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.dataset.table.BadDataException;
import dev.trainyard.dataset.table.ReadingSlots;
import dev.trainyard.dataset.table.RowSink;
import dev.trainyard.dataset.table.TableFormat;
import dev.trainyard.dataset.table.TableReader;
import dev.trainyard.hub.commit.AddedFile;
import dev.trainyard.hub.commit.CommitCandidate;
import dev.trainyard.hub.commit.CommitCheck;
import dev.trainyard.hub.commit.Strictness;
import dev.trainyard.hub.tree.FileEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses commits whose data files are not the tables that their names promise. Small files are
 * read to the end, of large ones the beginning; the profile finds what lies behind that.
 */
@ApplicationScoped
class StrictCheck implements CommitCheck {

  private static final long WHOLE_FILE = 64L << 20;

  /** More than the longest record, so that a file of one endless line is found out. */
  private static final long BEGINNING = 5L << 20;

  /** Bytes that one commit's check reads to the end; beyond them it reads beginnings only. */
  private static final long WHOLE_COMMIT = 256L << 20;

  private static final int MOST_ERRORS = 20;

  private static final RowSink NOTHING =
      new RowSink() {
        @Override
        public void columns(List<String> names) {
          // The reader has checked them.
        }

        @Override
        public boolean row(String[] cells) {
          return true;
        }
      };

  private final BlobStore store;
  private final ReadingSlots slots;

  StrictCheck(BlobStore store, ReadingSlots slots) {
    this.store = store;
    this.slots = slots;
  }

  @Override
  public void check(CommitCandidate candidate) {
    if (candidate.strictness() == Strictness.NONE) {
      return;
    }
    List<FieldError> errors = new ArrayList<>();
    long budget = WHOLE_COMMIT;
    for (AddedFile added : candidate.added()) {
      var format = TableFormat.ofPath(added.file().path());
      if (format.isEmpty() || errors.size() == MOST_ERRORS) {
        continue;
      }
      long size = added.file().sizeBytes();
      boolean whole = size <= BEGINNING || (size <= WHOLE_FILE && size <= budget);
      budget -= whole ? size : 0;
      try {
        read(added.file(), format.get(), whole);
      } catch (BadDataException e) {
        errors.add(new FieldError(added.field(), added.file().path() + ", " + e.sentence()));
      }
    }
    if (!errors.isEmpty()) {
      throw ProblemException.of(
          ProblemType.UNPROCESSABLE,
          "Some data files cannot be read as tables; correct them, or commit with check none",
          errors);
    }
  }

  private void read(FileEntry file, TableFormat format, boolean whole) throws BadDataException {
    TableReader reader = whole ? TableReader.ofWhole(format) : TableReader.ofBeginning(format);
    try (var _ = slots.take();
        InputStream content = store.open(file.blob(), 0, whole ? file.sizeBytes() : BEGINNING)) {
      reader.read(content, NOTHING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
