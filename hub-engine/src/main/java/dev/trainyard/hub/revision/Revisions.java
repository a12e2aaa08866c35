package dev.trainyard.hub.revision;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.sql.Row;
import dev.trainyard.hub.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;

/** Resolves what stands for a commit: its id, a tag, or a branch, in this order. */
@ApplicationScoped
public class Revisions {

  private static final String COMMIT =
      "SELECT c.id, c.line_id, c.seq, l.depth FROM hub_commit c JOIN hub_line l ON l.id = c.line_id"
          + " WHERE c.repository_id = ? AND c.id = ?";
  private static final String NAMED =
      "SELECT commit_id FROM hub_tag WHERE repository_id = ? AND name = ?"
          + " UNION ALL SELECT COALESCE(commit_id, '') FROM hub_branch WHERE repository_id = ? AND name = ?";

  private final Sql sql;

  Revisions(Sql sql) {
    this.sql = sql;
  }

  /** The commit that a text means; 404 when it means none. */
  public Revision resolve(RepositoryRef repository, String text) {
    return find(repository, text).orElseThrow(() -> ProblemException.notFound("Revision", text));
  }

  public Optional<Revision> find(RepositoryRef repository, String text) {
    if (text == null) {
      return Optional.empty();
    }
    if (RefNames.isCommitId(text)) {
      return commit(repository, text, true);
    }
    if (!RefNames.isName(text)) {
      return Optional.empty();
    }
    return sql.first(
            NAMED, row -> row.text("commit_id"), repository.id(), text, repository.id(), text)
        .flatMap(id -> id.isEmpty() ? Optional.of(Revision.EMPTY) : commit(repository, id, false));
  }

  private Optional<Revision> commit(RepositoryRef repository, String id, boolean pinned) {
    return sql.first(COMMIT, row -> revision(row, pinned), repository.id(), id);
  }

  private static Revision revision(Row row, boolean pinned) throws SQLException {
    return new Revision(
        row.text("id"), row.number("line_id"), row.integer("seq"), row.integer("depth"), pinned);
  }
}
