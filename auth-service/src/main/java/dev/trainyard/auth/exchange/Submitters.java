package dev.trainyard.auth.exchange;

import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.account.NoSession;
import dev.trainyard.auth.robot.Robots;
import dev.trainyard.commons.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Who may submit a job: people and robots. */
@ApplicationScoped
class Submitters {

  private final Accounts accounts;
  private final Robots robots;

  Submitters(Accounts accounts, Robots robots) {
    this.accounts = accounts;
    this.robots = robots;
  }

  /** Throws 401 when the caller's account or robot may no longer act. */
  Submitter require(Caller caller) {
    if (robots.find(caller.subject()).isPresent()) {
      if (robots.findActing(caller.subject()).isEmpty()) {
        throw new NoSession();
      }
      return new Submitter(null, caller.subject());
    }
    return new Submitter(accounts.require(caller).id(), null);
  }

  /** One of both, the other is null. */
  record Submitter(UUID account, UUID robot) {}
}
