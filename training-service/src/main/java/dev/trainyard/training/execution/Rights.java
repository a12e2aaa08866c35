package dev.trainyard.training.execution;

import dev.trainyard.training.client.AuthClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The user's rights, as they are now, for work that is done in the user's name. */
@ApplicationScoped
class Rights {

  private final AuthClient auth;

  Rights(AuthClient auth) {
    this.auth = auth;
  }

  /** A token for the job's user, good for some minutes. */
  String token(UUID job) {
    return auth.token(job)
        .orElseThrow(
            () ->
                new JobFailure(
                    "rights-lost",
                    "The user who submitted the job may no longer act",
                    "Somebody with rights in the namespace can retry the job."));
  }
}
