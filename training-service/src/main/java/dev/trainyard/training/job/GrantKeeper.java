package dev.trainyard.training.job;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.training.client.AuthClient;
import dev.trainyard.training.client.PeerException;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Ends the grants of jobs that have ended, however they ended and whoever died meanwhile. */
@ApplicationScoped
public class GrantKeeper {

  private static final int BATCH = 100;
  private static final Duration COME_AGAIN = Duration.ofSeconds(5);

  private final JobRepository jobs;
  private final AuthClient auth;

  GrantKeeper(JobRepository jobs, AuthClient auth) {
    this.jobs = jobs;
    this.auth = auth;
  }

  /**
   * Lets the job act for the user of the token. Not in a transaction: it waits for another service.
   */
  void open(UUID job, String namespace, JobSpec spec, String jwt) {
    try {
      auth.grant(job, jwt, namespace, spec.dataset().repo(), spec.model());
    } catch (PeerException e) {
      if (e.isTemporary()) {
        throw ProblemException.retryLater(
            ProblemType.DEPENDENCY_UNAVAILABLE,
            "The job could not be given its user's rights; nothing was queued",
            COME_AGAIN);
      }
      throw ProblemException.forbidden("The credential may not give its rights to a job");
    }
  }

  /** As {@link #open} for another attempt, which may be another user's wish than the first. */
  void reopen(UUID job, String namespace, JobSpec spec, String jwt) {
    close(job);
    open(job, namespace, spec, jwt);
  }

  /**
   * Repeats {@link #open} after the job was queued, in case the end of its first grant was carried
   * out in between; if this fails too, the job says that its rights are lost.
   */
  void confirm(UUID job, String namespace, JobSpec spec, String jwt) {
    try {
      auth.grant(job, jwt, namespace, spec.dataset().repo(), spec.model());
    } catch (PeerException e) {
      Log.warnf("The grant of job %s is not confirmed: %s", job, e.getMessage());
    }
  }

  /** Ends some of them; the rest is for the next call. */
  public void closeEnded() {
    for (UUID job : QuarkusTransaction.requiringNew().call(() -> jobs.endedWithGrant(BATCH))) {
      // Asked again, because a user may have retried the job since.
      if (QuarkusTransaction.requiringNew().call(() -> jobs.hasEnded(job))) {
        auth.revoke(job);
        QuarkusTransaction.requiringNew().run(() -> jobs.grantClosed(job));
      }
    }
  }

  /** Ends the grant of a job without one to come; one that stays is of no use to anybody. */
  void close(UUID job) {
    try {
      auth.revoke(job);
    } catch (PeerException e) {
      Log.warnf("The grant of job %s stays: %s", job, e.getMessage());
    }
  }
}
