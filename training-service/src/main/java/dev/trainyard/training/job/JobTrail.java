package dev.trainyard.training.job;

import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Writes what people do with jobs into the audit trail. */
@ApplicationScoped
class JobTrail {

  /** Stands for all jobs. */
  private static final UUID ALL = new UUID(0, 0);

  private final AuditTrail trail;

  JobTrail(AuditTrail trail) {
    this.trail = trail;
  }

  /** A change that commits with this entry; call it last in the transaction. */
  void changed(Caller caller, JobAction action, UUID job, Job.Origin origin) {
    changed(Actor.of(caller), action, job, origin);
  }

  /** The same for one who is no caller. */
  void changed(Actor actor, JobAction action, UUID job, Job.Origin origin) {
    trail.success(actor, action, target(origin), Map.of("job", job.toString()));
  }

  /** A look, if it is the platform role alone that allows it. */
  void seen(Caller caller, Job job) {
    if (JobAccess.readsByPlatformRole(caller, job)) {
      trail.seen(Actor.of(caller), JobAction.READ, job.id(), target(job.origin()));
    }
  }

  void listed(Caller caller) {
    trail.seen(Actor.of(caller), JobAction.LIST, ALL, "jobs");
  }

  private static String target(Job.Origin origin) {
    return origin.namespace() + "/" + origin.name();
  }
}
