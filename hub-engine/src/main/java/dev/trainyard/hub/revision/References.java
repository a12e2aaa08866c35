package dev.trainyard.hub.revision;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.hub.repository.HubChange;
import dev.trainyard.hub.repository.HubTrail;
import dev.trainyard.hub.repository.Repositories;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.sql.DuplicateRowException;
import dev.trainyard.hub.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Branches, which move, and tags, which never do. */
@ApplicationScoped
public class References {

  private static final int MOST_BRANCHES = 1000;

  private final Sql sql;
  private final Repositories repositories;
  private final Revisions revisions;
  private final HubTrail trail;

  References(Sql sql, Repositories repositories, Revisions revisions, HubTrail trail) {
    this.sql = sql;
    this.repositories = repositories;
    this.revisions = revisions;
    this.trail = trail;
  }

  public Page<RefResponse> branches(RepositoryRef repository, String cursor, int limit) {
    return page("hub_branch", repository, cursor, limit);
  }

  public Page<RefResponse> tags(RepositoryRef repository, String cursor, int limit) {
    return page("hub_tag", repository, cursor, limit);
  }

  private Page<RefResponse> page(String table, RepositoryRef repository, String cursor, int limit) {
    Cursor after = Cursor.decode(cursor, 1);
    List<RefResponse> rows =
        sql.list(
            "SELECT name, commit_id FROM "
                + table
                + " WHERE repository_id = ? AND name > ? ORDER BY name LIMIT ?",
            row -> new RefResponse(row.text("name"), row.text("commit_id")),
            repository.id(),
            after == null ? "" : after.text(0),
            limit + 1);
    return Page.of(rows, limit, ref -> ref, ref -> Cursor.of(ref.name()));
  }

  /** Makes a branch; 409 when a branch or tag has the name. */
  @Transactional
  public RefResponse createBranch(
      Caller caller,
      RepositoryRef repository,
      String name,
      @NotNull @Valid CreateBranchRequest request) {
    RefNames.requireBranch("branch", name);
    repositories.keep(repository);
    Revision start =
        revisions
            .find(repository, request.from())
            .orElseThrow(() -> ProblemException.invalid("from", "is not a revision"));
    long existing =
        sql.first(
                "SELECT count(*) AS n FROM hub_branch WHERE repository_id = ?",
                row -> row.number("n"),
                repository.id())
            .orElseThrow();
    if (existing >= MOST_BRANCHES) {
      throw ProblemException.conflict("A repository has at most " + MOST_BRANCHES + " branches");
    }
    if (sql.first(
            "SELECT 1 FROM hub_tag WHERE repository_id = ? AND name = ?",
            row -> true,
            repository.id(),
            name)
        .isPresent()) {
      throw ProblemException.conflict("A tag has the name " + name);
    }
    insert(
        "INSERT INTO hub_branch (repository_id, name, commit_id) VALUES (?, ?, ?)",
        repository,
        name,
        start.commitId());
    trail.changed(caller, HubChange.BRANCH_CREATE, repository.fullName(), Map.of("branch", name));
    return new RefResponse(name, start.commitId());
  }

  @Transactional
  public void deleteBranch(Caller caller, RepositoryRef repository, String name) {
    if (Repositories.DEFAULT_BRANCH.equals(name)) {
      throw ProblemException.conflict("The branch main cannot be deleted");
    }
    if (sql.update(
            "DELETE FROM hub_branch WHERE repository_id = ? AND name = ?", repository.id(), name)
        == 0) {
      throw ProblemException.notFound("Branch", name);
    }
    trail.changed(caller, HubChange.BRANCH_DELETE, repository.fullName(), Map.of("branch", name));
  }

  /**
   * Tags a commit within the caller's transaction; the service decides who may.
   *
   * @throws ProblemException 409 when the tag exists, 404 when the commit does not
   */
  @Transactional(TxType.MANDATORY)
  public void tag(RepositoryRef repository, String name, String commitId) {
    if (!RefNames.isName(name)) {
      throw new IllegalArgumentException("not the name of a tag: " + name);
    }
    repositories.keep(repository);
    revisions.resolve(repository, commitId);
    insert(
        "INSERT INTO hub_tag (repository_id, name, commit_id, created_at) VALUES (?, ?, ?, now())",
        repository,
        name,
        commitId);
    repositories.changed(repository);
  }

  private void insert(String statement, RepositoryRef repository, String name, String commitId) {
    try {
      sql.update(statement, repository.id(), name, commitId);
    } catch (DuplicateRowException e) {
      throw ProblemException.conflict(name + " already exists in " + repository.fullName());
    }
  }

  /** Locks a branch until the transaction ends and returns what it points at. */
  @Transactional(TxType.MANDATORY)
  public Optional<Revision> lockBranch(RepositoryRef repository, String name) {
    return sql.first(
            "SELECT COALESCE(commit_id, '') AS commit_id FROM hub_branch"
                + " WHERE repository_id = ? AND name = ? FOR UPDATE",
            row -> row.text("commit_id"),
            repository.id(),
            name)
        .map(id -> id.isEmpty() ? Revision.EMPTY : revisions.find(repository, id).orElseThrow());
  }

  /** Moves a branch from one commit to another; false when it was not at the first. */
  @Transactional(TxType.MANDATORY)
  public boolean moveBranch(RepositoryRef repository, String name, String from, String to) {
    return sql.update(
            "UPDATE hub_branch SET commit_id = ? WHERE repository_id = ? AND name = ?"
                + " AND commit_id IS NOT DISTINCT FROM ?::text",
            to,
            repository.id(),
            name,
            from)
        == 1;
  }
}
