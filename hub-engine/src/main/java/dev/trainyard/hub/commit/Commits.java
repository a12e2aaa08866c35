package dev.trainyard.hub.commit;

import dev.trainyard.commons.security.Caller;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.revision.CommitResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.function.Supplier;

/**
 * Makes commits: contents become blobs first, then checks look at them, then it is one transaction.
 */
@ApplicationScoped
public class Commits {

  private final CommitPlanner planner;
  private final CommitWriter writer;
  private final Instance<CommitCheck> checks;

  Commits(CommitPlanner planner, CommitWriter writer, Instance<CommitCheck> checks) {
    this.planner = planner;
    this.writer = writer;
    this.checks = checks;
  }

  /**
   * Does what comes before the transaction of a commit to a repository that the caller may write
   * to. What it returns makes the commit.
   *
   * @throws dev.trainyard.commons.problem.ProblemException 412 when {@code parent} is not the
   *     branch's head, 422 when an operation contradicts the tree or a check refuses a file
   */
  public Supplier<CommitResponse> prepare(
      Caller caller, RepositoryRef repository, @NotNull @Valid CommitRequest request) {
    CommitPlan plan = planner.plan(caller, repository, request);
    var candidate = new CommitCandidate(repository, request.check(), plan.added());
    checks.forEach(check -> check.check(candidate));
    return () -> writer.write(caller, repository, request, plan);
  }
}
