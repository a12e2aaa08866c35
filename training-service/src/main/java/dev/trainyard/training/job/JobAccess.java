package dev.trainyard.training.job;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.ProtectedObject;
import dev.trainyard.commons.security.ResourceKind;

/**
 * Who may do what with a job: jobs are private to their namespace, its readers see them, writers
 * steer their own and maintainers all.
 */
public final class JobAccess {

  private static final String KIND = "Job";

  private JobAccess() {}

  /** Whether the caller may see the job. */
  public static boolean mayRead(Caller caller, Job job) {
    return caller.may(Action.READ, guarded(job));
  }

  /** Whether it is the platform role alone that lets the caller see the job. */
  static boolean readsByPlatformRole(Caller caller, Job job) {
    return caller.readsByPlatformRole(guarded(job));
  }

  /** Throws the same 404 as for a job that does not exist. */
  static void requireRead(Caller caller, Job job) {
    if (!mayRead(caller, job)) {
      throw notFound(job.id());
    }
  }

  static void requireSteer(Caller caller, Job job) {
    requireRead(caller, job);
    Action needed = isOwn(caller, job) ? Action.WRITE : Action.MANAGE;
    caller.require(needed, guarded(job), KIND, job.id());
  }

  static JobResponse.Permissions permissions(Caller caller, Job job) {
    boolean manage = caller.may(Action.MANAGE, guarded(job));
    boolean write = manage || (isOwn(caller, job) && caller.may(Action.WRITE, guarded(job)));
    return new JobResponse.Permissions(write, manage);
  }

  static ProblemException notFound(Object id) {
    return ProblemException.notFound(KIND, id);
  }

  private static ProtectedObject guarded(Job job) {
    return ProtectedObject.hidden(ResourceKind.JOB, job.origin().namespace(), job.origin().name());
  }

  private static boolean isOwn(Caller caller, Job job) {
    return job.origin().createdById().equals(caller.subject());
  }
}
