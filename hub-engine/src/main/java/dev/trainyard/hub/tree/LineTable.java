package dev.trainyard.hub.tree;

import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.revision.Revision;
import dev.trainyard.hub.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;

/** Statements over {@code hub_line}. */
@ApplicationScoped
class LineTable {

  private static final String INSERT =
      "INSERT INTO hub_line (repository_id, parent_id, parent_seq, depth, head_seq)"
          + " VALUES (?, ?, ?, ?, 1) RETURNING id";

  private final Sql sql;

  LineTable(Sql sql) {
    this.sql = sql;
  }

  /** Takes the position after a commit; false when another commit has it. */
  boolean extend(Revision head) {
    return sql.update(
            "UPDATE hub_line SET head_seq = head_seq + 1 WHERE id = ? AND head_seq = ?",
            head.lineId(),
            head.seq())
        == 1;
  }

  long newRoot(RepositoryRef repository) {
    return sql.first(INSERT, row -> row.number("id"), repository.id(), null, null, 0).orElseThrow();
  }

  long newChild(RepositoryRef repository, Revision parent) {
    return sql.first(
            INSERT,
            row -> row.number("id"),
            repository.id(),
            parent.lineId(),
            parent.seq(),
            parent.depth() + 1)
        .orElseThrow();
  }
}
