package dev.trainyard.training.job;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.training.config.TrainingConfig;
import dev.trainyard.training.event.EventKind;
import dev.trainyard.training.event.EventStore;
import dev.trainyard.training.event.JobEvent;
import dev.trainyard.training.signal.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/** The use cases that users have with jobs; each writing one is a transaction. */
@ApplicationScoped
public class JobService {

  private static final int TIMELINE = 200;

  private final JobRepository jobs;
  private final Transitions transitions;
  private final EventStore events;
  private final TrainingConfig config;
  private final Clock clock;
  private final JobTrail trail;

  JobService(
      JobRepository jobs,
      Transitions transitions,
      EventStore events,
      TrainingConfig config,
      Clock clock,
      JobTrail trail) {
    this.jobs = jobs;
    this.transitions = transitions;
    this.events = events;
    this.config = config;
    this.clock = clock;
    this.trail = trail;
  }

  @Transactional
  JobResponse submit(JobPlanner.Planned planned, Caller caller) {
    Plan plan = planned.plan();
    int bound = config.queue().maxUnfinished();
    if (jobs.unfinished(plan.place().namespace()) >= bound) {
      throw ProblemException.of(
          ProblemType.TOO_MANY_REQUESTS,
          "The namespace %s has %d unfinished jobs; wait for some to end or cancel them"
              .formatted(plan.place().namespace(), bound));
    }
    var origin =
        new Job.Origin(
            plan.place().namespace(),
            plan.place().name(),
            caller.name(),
            caller.subject(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    jobs.insert(plan.id(), origin, planned.spec(), planned.workload().units());
    events.append(plan.id(), 0, List.of(Transitions.stateEvent(new JobState.Queued(null), 0)));
    events.notify(new Signal.Queued(plan.id()));
    trail.changed(caller, JobAction.SUBMIT, plan.id(), origin);
    return response(jobs.find(plan.id()).orElseThrow(), caller);
  }

  @Transactional
  EstimateResponse estimate(JobPlanner.Planned planned) {
    Workload work = planned.workload();
    String task = planned.spec().task();
    OptionalDouble measured = jobs.measuredSecondsPerUnit(task);
    double perUnit = measured.orElse(Workload.defaultSecondsPerUnit(task));
    return new EstimateResponse(
        work.rows(),
        work.trainRows(),
        work.features(),
        work.classes(),
        (long) Math.ceil(Workload.OVERHEAD_SECONDS + work.units() * perUnit),
        measured.isPresent() ? "measured" : "default");
  }

  /** The job, if it exists; whether the caller may see it is {@link JobAccess}'s to say. */
  @Transactional
  public Optional<Job> find(UUID id) {
    return jobs.find(id);
  }

  /** The job for a caller who may see it; that a platform role looked at it is remembered. */
  @Transactional
  public Optional<Job> visible(UUID id, Caller caller) {
    Optional<Job> job = jobs.find(id).filter(found -> JobAccess.mayRead(caller, found));
    job.ifPresent(found -> trail.seen(caller, found));
    return job;
  }

  @Transactional
  JobResponse get(UUID id, Caller caller) {
    return response(readable(id, caller), caller);
  }

  @Transactional
  Page<JobResponse> list(JobRepository.Filter filter, Cursor cursor, int limit, Caller caller) {
    if (filter.namespaces() == null) {
      trail.listed(caller);
    }
    return Page.of(
        jobs.list(filter, cursor, limit + 1),
        limit,
        job -> JobResponse.of(job, JobAccess.permissions(caller, job), null),
        job -> Cursor.of(job.origin().createdAt(), job.id()));
  }

  /** A waiting job ends at once; the worker of a running one is told. */
  @Transactional
  JobResponse cancel(UUID id, Caller caller) {
    Job job = steerable(id, caller);
    if (job.state().active()) {
      jobs.requestCancel(id);
      events.notify(new Signal.CancelRequested(id));
    } else {
      transitions.move(
          job, new JobState.Event.Stopped(Reason.of("cancelled", "Cancelled by " + caller.name())));
    }
    trail.changed(caller, JobAction.CANCEL, id, job.origin());
    return response(jobs.find(id).orElseThrow(), caller);
  }

  @Transactional
  JobResponse retry(UUID id, Caller caller) {
    Job job = steerable(id, caller);
    transitions.move(job, new JobState.Event.Retried());
    jobs.queueAgain(id);
    events.notify(new Signal.Queued(id));
    trail.changed(caller, JobAction.RETRY, id, job.origin());
    return response(jobs.find(id).orElseThrow(), caller);
  }

  /** The job for a caller who may cancel, retry and delete it. */
  @Transactional
  Job steered(UUID id, Caller caller) {
    Job job = readable(id, caller);
    JobAccess.requireSteer(caller, job);
    return job;
  }

  /** Refuses a retry early, before the grant is made anew. */
  @Transactional
  Job retriable(UUID id, Caller caller) {
    Job job = steerable(id, caller);
    job.state().on(new JobState.Event.Retried());
    return job;
  }

  @Transactional
  void delete(UUID id, Caller caller) {
    Job job = steerable(id, caller);
    if (!job.state().ended()) {
      throw ProblemException.conflict(
          "The job is " + job.state().code() + "; cancel it before you delete it");
    }
    jobs.delete(id);
    events.notify(new Signal.Deleted(id));
    trail.changed(caller, JobAction.DELETE, id, job.origin());
  }

  /** The job for a caller who may see it, else the 404. */
  @Transactional
  public Job readable(UUID id, Caller caller) {
    return visible(id, caller).orElseThrow(() -> JobAccess.notFound(id));
  }

  private Job steerable(UUID id, Caller caller) {
    Job job = transitions.lock(id).orElseThrow(() -> JobAccess.notFound(id));
    JobAccess.requireSteer(caller, job);
    return job;
  }

  private JobResponse response(Job job, Caller caller) {
    List<JobResponse.Step> timeline =
        events.tail(job.id(), EventKind.STATE, TIMELINE).stream().map(JobService::step).toList();
    return JobResponse.of(job, JobAccess.permissions(caller, job), timeline);
  }

  private static JobResponse.Step step(JobEvent event) {
    return new JobResponse.Step(
        event.data().path("state").asText(),
        event.at(),
        event.data().path("reason").path("message").textValue());
  }
}
