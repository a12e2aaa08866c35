package dev.trainyard.training.job;

import dev.trainyard.training.client.AuthClient;
import dev.trainyard.training.client.PeerException;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Ends the grants of jobs that have ended, however they ended and whoever died meanwhile. */
@ApplicationScoped
public class GrantKeeper {

  private static final int BATCH = 100;

  private final JobRepository jobs;
  private final AuthClient auth;

  GrantKeeper(JobRepository jobs, AuthClient auth) {
    this.jobs = jobs;
    this.auth = auth;
  }

  /** Ends some of them; the rest is for the next call. */
  public void closeEnded() {
    var ended = QuarkusTransaction.requiringNew().call(() -> jobs.endedWithGrant(BATCH));
    for (UUID job : ended) {
      auth.revoke(job);
      QuarkusTransaction.requiringNew().run(() -> jobs.grantClosed(job));
    }
  }

  /** Ends the grant of a job that is deleted; one that stays is of no use to anybody. */
  void close(UUID job) {
    try {
      auth.revoke(job);
    } catch (PeerException e) {
      Log.warnf("The grant of the deleted job %s stays: %s", job, e.getMessage());
    }
  }
}
