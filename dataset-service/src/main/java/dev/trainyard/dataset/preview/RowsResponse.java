package dev.trainyard.dataset.preview;

import dev.trainyard.dataset.profile.ColumnType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The first rows of a data file.
 *
 * @param rows cells as text, null where a row has none
 * @param truncatedCells whether long cells were shortened, or rows left out to bound the answer
 */
@Schema(name = "Rows")
record RowsResponse(List<PreviewColumn> columns, List<List<String>> rows, boolean truncatedCells) {

  /** A column of the preview. */
  @Schema(name = "RowsColumn")
  record PreviewColumn(String name, ColumnType type) {}
}
