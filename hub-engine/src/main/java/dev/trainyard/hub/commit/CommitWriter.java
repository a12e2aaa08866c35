package dev.trainyard.hub.commit;

import dev.trainyard.commons.problem.Problem.FieldError;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.hub.repository.Repositories;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.revision.CommitResponse;
import dev.trainyard.hub.revision.References;
import dev.trainyard.hub.revision.Revision;
import dev.trainyard.hub.tree.FileEntry;
import dev.trainyard.hub.tree.TreeChange;
import dev.trainyard.hub.tree.TreeReader;
import dev.trainyard.hub.tree.TreeWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Makes a commit in one transaction: tree, history, branch, used-up uploads and what observers of
 * {@link CommitMade} add become visible together or not at all. Committers of one branch queue up
 * at its row; who names an outdated parent is refused.
 */
@ApplicationScoped
class CommitWriter {

  private final Repositories repositories;
  private final References references;
  private final TreeReader trees;
  private final TreeWriter writer;
  private final CommitTable commits;
  private final CommitSideEffects effects;

  CommitWriter(
      Repositories repositories,
      References references,
      TreeReader trees,
      TreeWriter writer,
      CommitTable commits,
      CommitSideEffects effects) {
    this.repositories = repositories;
    this.references = references;
    this.trees = trees;
    this.writer = writer;
    this.commits = commits;
    this.effects = effects;
  }

  @Transactional
  CommitResponse write(
      Caller caller, RepositoryRef repository, CommitRequest request, CommitPlan plan) {
    repositories.keep(repository);
    Revision head =
        references
            .lockBranch(repository, request.branch())
            .orElseThrow(() -> ProblemException.notFound("Branch", request.branch()));
    requireParent(request, head);
    requireRemovable(head, request, plan);
    effects.useUp(caller, repository, plan.uploads());

    List<FileEntry> put = new ArrayList<>(plan.copied());
    plan.added().forEach(added -> put.add(added.file()));
    var placed = writer.apply(repository, head, new TreeChange(put, plan.removed().keySet()));
    CommitResponse commit =
        commits.insert(
            caller,
            repository,
            head,
            placed,
            new CommitTable.Text(request.message(), put.size(), plan.removed().size()));
    if (!references.moveBranch(repository, request.branch(), head.commitId(), commit.id())) {
      throw moved(request.branch(), "elsewhere");
    }
    repositories.changed(repository);
    effects.announce(caller, new CommitMade(repository, request.branch(), commit, put));
    return commit;
  }

  private static void requireParent(CommitRequest request, Revision head) {
    if (request.parent() != null && !Objects.equals(request.parent(), head.commitId())) {
      throw moved(request.branch(), head.isEmpty() ? "still empty" : "at " + head.commitId());
    }
  }

  private static ProblemException moved(String branch, String where) {
    return ProblemException.of(
        ProblemType.STALE_VERSION,
        "The branch %s is %s, not at the parent that the commit names".formatted(branch, where),
        List.of(new FieldError("parent", "is not the head of " + branch)));
  }

  private void requireRemovable(Revision head, CommitRequest request, CommitPlan plan) {
    var present = trees.files(head, plan.removed().keySet()).keySet();
    List<FieldError> errors =
        plan.removed().entrySet().stream()
            .filter(removal -> !present.contains(removal.getKey()))
            .map(
                removal ->
                    new FieldError(
                        "operations[" + removal.getValue() + "].path",
                        removal.getKey() + " is not a file of " + request.branch()))
            .toList();
    if (!errors.isEmpty()) {
      throw ProblemException.of(
          ProblemType.UNPROCESSABLE, "Some files to delete do not exist", errors);
    }
  }
}
