package dev.trainyard.hub.tree;

import dev.trainyard.blob.BlobId;
import dev.trainyard.hub.revision.Revision;
import dev.trainyard.hub.sql.Row;
import dev.trainyard.hub.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Statements over {@code hub_entry} and the lines that it hangs on. */
@ApplicationScoped
class EntryTable {

  private static final String CHAIN =
      "WITH RECURSIVE chain (line_id, seq, depth) AS ("
          + "SELECT ?::bigint, ?::integer, 0 UNION ALL"
          + " SELECT l.parent_id, l.parent_seq, chain.depth + 1 FROM chain"
          + " JOIN hub_line l ON l.id = chain.line_id WHERE l.parent_id IS NOT NULL)"
          + " SELECT line_id, seq FROM chain ORDER BY depth";
  private static final String VISIBLE =
      "SELECT path, sha256, size_bytes FROM hub_entry"
          + " WHERE line_id = ? AND from_seq <= ? AND (to_seq IS NULL OR to_seq > ?)";

  private final Sql sql;

  EntryTable(Sql sql) {
    this.sql = sql;
  }

  /**
   * What a line says about a path.
   *
   * @param file null where it says that the path was removed
   */
  record Statement(String path, FileEntry file) {

    static Statement from(Row row) throws SQLException {
      String path = row.text("path");
      String sha256 = row.text("sha256");
      return new Statement(
          path,
          sha256 == null
              ? null
              : new FileEntry(path, new BlobId(sha256), row.number("size_bytes")));
    }
  }

  /** The slices that a revision consists of, nearest first. */
  List<Slice> slices(Revision revision) {
    if (revision.isEmpty()) {
      return List.of();
    }
    if (revision.depth() == 0) {
      return List.of(new Slice(revision.lineId(), revision.seq()));
    }
    return sql.list(
        CHAIN,
        row -> new Slice(row.number("line_id"), row.integer("seq")),
        revision.lineId(),
        revision.seq());
  }

  List<Statement> at(Slice slice, Collection<String> paths) {
    return sql.list(
        VISIBLE + " AND path = ANY(?)",
        Statement::from,
        slice.lineId(),
        slice.seq(),
        slice.seq(),
        paths.toArray(String[]::new));
  }

  /** The first statements of a range in byte order. */
  List<Statement> in(Slice slice, PathRange range, int most) {
    String statement =
        VISIBLE
            + (range.inclusive() ? " AND path >= ?" : " AND path > ?")
            + " AND (?::text IS NULL OR path < ?) ORDER BY path LIMIT ?";
    return sql.list(
        statement,
        Statement::from,
        slice.lineId(),
        slice.seq(),
        slice.seq(),
        range.start(),
        range.end(),
        range.end(),
        most);
  }

  void close(long lineId, int seq, Collection<String> paths) {
    sql.update(
        "UPDATE hub_entry SET to_seq = ? WHERE line_id = ? AND to_seq IS NULL AND path = ANY(?)",
        seq,
        lineId,
        paths.toArray(String[]::new));
  }

  void insert(long lineId, int seq, List<FileEntry> files) {
    sql.update(
        "INSERT INTO hub_entry (line_id, from_seq, path, sha256, size_bytes)"
            + " SELECT ?, ?, f.path, f.sha256, f.size_bytes"
            + " FROM unnest(?::text[], ?::text[], ?::bigint[]) AS f (path, sha256, size_bytes)",
        lineId,
        seq,
        files.stream().map(FileEntry::path).toArray(String[]::new),
        files.stream().map(file -> file.blob().hex()).toArray(String[]::new),
        files.stream().map(FileEntry::sizeBytes).toArray(Long[]::new));
  }

  /** Hides paths that a lower line has. */
  void insertRemovals(long lineId, int seq, Stream<String> paths) {
    sql.update(
        "INSERT INTO hub_entry (line_id, from_seq, path, size_bytes)"
            + " SELECT ?, ?, path, 0 FROM unnest(?::text[]) AS f (path)",
        lineId,
        seq,
        paths.toArray(String[]::new));
  }
}
