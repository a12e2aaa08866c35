package dev.trainyard.dataset.profile;

import dev.trainyard.dataset.table.RowSink;
import java.util.ArrayList;
import java.util.List;

/**
 * Profiles a table as it streams by. All columns together remember at most about 200,000 different
 * values, so the wider the table, the earlier a distinct count becomes an estimate.
 */
public final class TableProfiler implements RowSink {

  private static final int REMEMBERED_VALUES = 200_000;
  private static final int MOST_PER_COLUMN = 10_000;
  private static final int LEAST_PER_COLUMN = 100;

  private final List<Column> columns = new ArrayList<>();
  private long rows;

  @Override
  public void columns(List<String> names) {
    int share = REMEMBERED_VALUES / Math.max(1, names.size());
    int bound = Math.clamp(share, LEAST_PER_COLUMN, MOST_PER_COLUMN);
    for (String name : names.subList(columns.size(), names.size())) {
      columns.add(new Column(name, bound, rows));
    }
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
