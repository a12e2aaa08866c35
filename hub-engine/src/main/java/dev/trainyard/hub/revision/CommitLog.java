package dev.trainyard.hub.revision;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.sql.Row;
import dev.trainyard.hub.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** History: walks a line backwards, then the line that it began on, one key range at a time. */
@ApplicationScoped
public class CommitLog {

  private static final String COLUMNS =
      "SELECT c.id, c.parent_id, c.message, c.author, c.created_at, c.added, c.removed FROM hub_commit c";

  private final Sql sql;
  private final Revisions revisions;

  CommitLog(Sql sql, Revisions revisions) {
    this.sql = sql;
    this.revisions = revisions;
  }

  public CommitResponse get(RepositoryRef repository, String id) {
    if (!RefNames.isCommitId(id)) {
      throw ProblemException.notFound("Commit", id);
    }
    return sql.first(
            COLUMNS + " WHERE c.repository_id = ? AND c.id = ?",
            CommitLog::commit,
            repository.id(),
            id)
        .orElseThrow(() -> ProblemException.notFound("Commit", id));
  }

  /** The commits that led to a revision, newest first. */
  public Page<CommitResponse> list(
      RepositoryRef repository, String revision, String cursor, int limit) {
    Cursor next = Cursor.decode(cursor, 1);
    Revision start = revisions.resolve(repository, next == null ? revision : next.text(0));
    List<CommitResponse> commits = new ArrayList<>();
    Optional<Position> position =
        start.isEmpty() ? Optional.empty() : Optional.of(new Position(start.lineId(), start.seq()));
    while (position.isPresent() && commits.size() <= limit) {
      Position at = position.get();
      commits.addAll(
          sql.list(
              COLUMNS + " WHERE c.line_id = ? AND c.seq <= ? ORDER BY c.seq DESC LIMIT ?",
              CommitLog::commit,
              at.line(),
              at.seq(),
              limit + 1 - commits.size()));
      position = below(at);
    }
    // The cursor is the first commit of the next page, which a page of limit + 1 rows has read.
    boolean hasMore = commits.size() > limit;
    return new Page<>(
        hasMore ? commits.subList(0, limit) : commits,
        hasMore ? Cursor.of(commits.getLast().id()).encode() : null);
  }

  /** Where a line begins: the parent of its first commit, also when the line copied its tree. */
  private Optional<Position> below(Position position) {
    return sql.first(
        "SELECT p.line_id, p.seq FROM hub_commit c JOIN hub_commit p"
            + " ON p.repository_id = c.repository_id AND p.id = c.parent_id"
            + " WHERE c.line_id = ? AND c.seq = 1",
        row -> new Position(row.number("line_id"), row.integer("seq")),
        position.line());
  }

  private static CommitResponse commit(Row row) throws SQLException {
    String parent = row.text("parent_id");
    return new CommitResponse(
        row.text("id"),
        parent == null ? List.of() : List.of(parent),
        row.text("message"),
        row.text("author"),
        row.instant("created_at"),
        row.integer("added"),
        row.integer("removed"));
  }

  /** A place in the history. */
  private record Position(long line, int seq) {}
}
