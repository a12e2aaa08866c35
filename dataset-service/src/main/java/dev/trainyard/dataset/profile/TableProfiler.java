package dev.trainyard.dataset.profile;

import dev.trainyard.dataset.table.RowSink;
import java.util.ArrayList;
import java.util.List;

/**
 * Profiles a table as it streams by. All columns together remember at most about 200,000 different
 * values of 4 million characters, so the wider the table, the earlier a distinct count becomes an
 * estimate.
 */
public final class TableProfiler implements RowSink {

  private static final int REMEMBERED_VALUES = 200_000;
  private static final long REMEMBERED_CHARACTERS = 4_000_000;
  private static final int MOST_PER_COLUMN = 10_000;
  private static final int LEAST_PER_COLUMN = 100;

  private final List<Column> columns = new ArrayList<>();
  private DistinctValues.Share share = new DistinctValues.Share(MOST_PER_COLUMN, 0);
  private long rows;

  @Override
  public void columns(List<String> names) {
    var smaller = shareOf(names.size());
    if (!smaller.equals(share)) {
      share = smaller;
      columns.forEach(column -> column.shrink(smaller));
    }
    for (String name : names.subList(columns.size(), names.size())) {
      columns.add(new Column(name, share, rows));
    }
  }

  /** Goes down in steps of a half, so that columns which appear one by one seldom change it. */
  private static DistinctValues.Share shareOf(int columns) {
    int parts = Integer.highestOneBit(Math.max(1, 2 * columns - 1));
    return new DistinctValues.Share(
        Math.clamp(REMEMBERED_VALUES / parts, LEAST_PER_COLUMN, MOST_PER_COLUMN),
        REMEMBERED_CHARACTERS / parts);
  }

  @Override
  public boolean row(String[] cells) {
    rows++;
    for (int i = 0; i < cells.length; i++) {
      columns.get(i).add(cells[i]);
    }
    return true;
  }

  public long rows() {
    return rows;
  }

  public List<ColumnProfile> profiles() {
    return columns.stream().map(Column::profile).toList();
  }
}
