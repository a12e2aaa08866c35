package dev.trainyard.dataset.preview;

import dev.trainyard.blob.BlobStore;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.dataset.preview.RowsResponse.PreviewColumn;
import dev.trainyard.dataset.profile.ColumnProfile;
import dev.trainyard.dataset.profile.DataFiles.DataFile;
import dev.trainyard.dataset.profile.Profiles;
import dev.trainyard.dataset.profile.TableProfiler;
import dev.trainyard.dataset.table.BadDataException;
import dev.trainyard.dataset.table.ReadingSlots;
import dev.trainyard.dataset.table.TableReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads the first rows of data files; types come from the profile once there is one. */
@ApplicationScoped
class Preview {

  private final BlobStore store;
  private final Profiles profiles;
  private final ReadingSlots slots;

  Preview(BlobStore store, Profiles profiles, ReadingSlots slots) {
    this.store = store;
    this.profiles = profiles;
    this.slots = slots;
  }

  /** The rows; where the file is bad, those before that, and 422 when there are none. */
  RowsResponse rows(DataFile data, int limit) {
    var types = new TableProfiler();
    var rows = new RowsCollector(limit, types);
    try (var _ = slots.take();
        InputStream content = store.open(data.file().blob(), 0, data.file().sizeBytes())) {
      TableReader.ofWhole(data.format()).read(content, rows);
    } catch (BadDataException e) {
      if (rows.rows().isEmpty()) {
        throw ProblemException.unprocessable("path", e.sentence());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<ColumnProfile> columns = profiles.columns(data).orElseGet(types::profiles);
    return new RowsResponse(
        columns.stream()
            .limit(rows.columns().size())
            .map(column -> new PreviewColumn(column.name(), column.type()))
            .toList(),
        rows.rows(),
        rows.truncated());
  }
}
