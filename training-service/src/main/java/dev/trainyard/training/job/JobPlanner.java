package dev.trainyard.training.job;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.modelpackage.catalogue.TrainerCatalogue;
import dev.trainyard.training.client.DatasetClient;
import dev.trainyard.training.client.PeerException;
import dev.trainyard.training.client.Profile;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Turns a request into a job's final description, with the caller's own right to the data. */
@ApplicationScoped
class JobPlanner {

  private static final Duration COME_AGAIN = Duration.ofSeconds(5);

  private final DatasetClient datasets;
  private final TrainerCatalogue catalogue;

  JobPlanner(DatasetClient datasets) {
    this.datasets = datasets;
    this.catalogue = TrainerCatalogue.load();
  }

  /** A description that was held against the data. */
  record Planned(Plan plan, JobSpec spec, Workload workload) {}

  /** Refuses what no look at the data is needed for, above all a caller who may not. */
  void require(CreateJobRequest request, Caller caller) {
    Plan.of(request, caller, catalogue);
  }

  Planned plan(CreateJobRequest request, Caller caller, String jwt) {
    Plan plan = Plan.of(request, caller, catalogue);
    String commit = commit(plan, jwt);
    var check = new DataCheck(plan, profile(plan, commit, jwt));
    JobSpec spec = check.spec(commit);
    return new Planned(plan, spec, Workload.of(spec, check.classes()));
  }

  private String commit(Plan plan, String jwt) {
    try {
      return datasets
          .commit(jwt, plan.dataset(), plan.revision())
          .orElseThrow(
              () -> ProblemException.unprocessable("dataset.revision", "holds no commit yet"));
    } catch (PeerException e) {
      throw translate(
          e,
          plan.request().dataset().revision() == null ? "dataset.repo" : "dataset.revision",
          "does not exist, or you may not read it");
    }
  }

  private Profile profile(Plan plan, String commit, String jwt) {
    try {
      return datasets.profile(jwt, plan.dataset(), commit, plan.request().dataset().path());
    } catch (PeerException e) {
      throw translate(
          e,
          "dataset.path",
          plan.request().dataset().path() == null
              ? "is needed: the dataset has no or more than one data file"
              : "is no data file of the dataset");
    }
  }

  private static ProblemException translate(PeerException e, String field, String message) {
    if (e.isTemporary()) {
      return ProblemException.retryLater(
          ProblemType.DEPENDENCY_UNAVAILABLE,
          "The datasets cannot be reached; nothing was queued",
          COME_AGAIN);
    }
    if (e.status() == 401 || e.status() == 403) {
      return ProblemException.forbidden("The credential gives no right to the dataset");
    }
    return ProblemException.unprocessable(field, message);
  }
}
