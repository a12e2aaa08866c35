package dev.trainyard.dataset.preview;

import dev.trainyard.dataset.table.Beginning;
import dev.trainyard.dataset.table.RowSink;
import java.util.ArrayList;
import java.util.List;

/** Keeps the first rows of a table, with long cells shortened and a bound on the whole. */
final class RowsCollector implements RowSink {

  private static final int CELL_CHARACTERS = 1000;
  private static final int ALL_CHARACTERS = 2_000_000;

  private final RowSink types;
  private final int most;
  private final List<String> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();
  private int characters;
  private boolean truncated;

  /**
   * Collects.
   *
   * @param types sees every row that is kept
   */
  RowsCollector(int most, RowSink types) {
    this.most = most;
    this.types = types;
  }

  @Override
  public void columns(List<String> names) {
    columns.addAll(names.subList(columns.size(), names.size()));
    types.columns(names);
  }

  @Override
  public boolean row(String[] cells) {
    List<String> row = new ArrayList<>(cells.length);
    for (String cell : cells) {
      row.add(shortened(cell));
    }
    if (characters > ALL_CHARACTERS && !rows.isEmpty()) {
      truncated = true;
      return false;
    }
    rows.add(row);
    types.row(cells);
    return rows.size() < most;
  }

  private String shortened(String cell) {
    if (cell == null || cell.isEmpty()) {
      return null;
    }
    boolean isLong = cell.length() > CELL_CHARACTERS;
    truncated |= isLong;
    String shown = isLong ? Beginning.of(cell, CELL_CHARACTERS) + "…" : cell;
    characters += shown.length() + 4;
    return shown;
  }

  List<String> columns() {
    return columns;
  }

  /** The rows; those before a column appeared are filled up. */
  List<List<String>> rows() {
    rows.forEach(
        row -> {
          while (row.size() < columns.size()) {
            row.add(null);
          }
        });
    return rows;
  }

  boolean truncated() {
    return truncated;
  }
}
