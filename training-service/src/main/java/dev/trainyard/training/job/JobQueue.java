package dev.trainyard.training.job;

import dev.trainyard.training.config.TrainingConfig;
import dev.trainyard.training.event.EventStore;
import dev.trainyard.training.signal.Signal;
import dev.trainyard.training.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;

/**
 * Hands jobs to workers. A claim takes a row that no other claim holds ({@code SKIP LOCKED}), gives
 * it a new lease number and a time limit; time is the database's, so clocks need not agree.
 */
@ApplicationScoped
public class JobQueue {

  private static final String CLAIM =
      """
      UPDATE job j SET lease_number = lease_number + 1, lease_owner = ?,
        lease_until = now() + make_interval(secs => ?)
      WHERE j.id = (
        SELECT id FROM job
        WHERE %s
        ORDER BY %s LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING j.lease_number,
      """;
  private static final String EXPIRED =
      CLAIM.formatted(
              "state IN ('preparing', 'running', 'registering') AND lease_until < now()",
              "lease_until")
          + Job.COLUMNS;
  private static final String WAITING =
      CLAIM.formatted("state = 'queued' AND not_before <= now()", "queued_at, id") + Job.COLUMNS;

  private final Sql sql;
  private final Transitions transitions;
  private final EventStore events;
  private final TrainingConfig.Queue config;

  JobQueue(Sql sql, Transitions transitions, EventStore events, TrainingConfig config) {
    this.sql = sql;
    this.transitions = transitions;
    this.events = events;
    this.config = config.queue();
  }

  /** What a renewal tells. */
  public enum Renewal {
    HELD,
    CANCEL_REQUESTED,
    LOST
  }

  /** Takes a job whose worker fell silent. */
  @Transactional
  public Optional<Claim> claimExpired(String owner) {
    return claim(EXPIRED, owner, true);
  }

  /** Takes the job that waits longest, and begins its next attempt. */
  @Transactional
  public Optional<Claim> claimWaiting(String owner) {
    return claim(WAITING, owner, false).map(this::begin);
  }

  private Optional<Claim> claim(String statement, String owner, boolean recovered) {
    return sql.first(
        statement,
        row -> new Claim(Job.from(row), row.getLong("lease_number"), recovered),
        owner,
        seconds(config.lease()));
  }

  private Claim begin(Claim claim) {
    int attempt = claim.attempt() + 1;
    sql.update(
        "UPDATE job SET attempt = ?, started_at = COALESCE(started_at, now()), output_at = now(),"
            + " commit_id = NULL WHERE id = ?",
        attempt,
        claim.id());
    sql.update(
        "INSERT INTO job_attempt (job_id, number, started_at) VALUES (?, ?, now())",
        claim.id(),
        attempt);
    Job job = transitions.lock(claim.id()).orElseThrow();
    transitions.move(job, new JobState.Event.Claimed());
    return new Claim(
        transitions.lock(claim.id()).orElseThrow(), claim.leaseNumber(), claim.recovered());
  }

  /** Extends the lease, if it is still the worker's. */
  @Transactional
  public Renewal renew(Claim claim) {
    return sql.first(
            "UPDATE job SET lease_until = now() + make_interval(secs => ?) WHERE id = ?"
                + " AND lease_number = ? AND state IN ('preparing', 'running', 'registering')"
                + " RETURNING cancel_requested",
            row -> row.getBoolean(1) ? Renewal.CANCEL_REQUESTED : Renewal.HELD,
            seconds(config.lease()),
            claim.id(),
            claim.leaseNumber())
        .orElse(Renewal.LOST);
  }

  /** Moves a held job. */
  @Transactional
  public JobState move(Claim claim, JobState.Event event) {
    return transitions.move(transitions.lockHeld(claim), event);
  }

  /** Remembers how long an attempt without interruption took, for later estimates. */
  @Transactional
  public void trained(Claim claim, Optional<Duration> measured) {
    transitions.move(transitions.lockHeld(claim), new JobState.Event.Trained());
    measured.ifPresent(
        time ->
            sql.update("UPDATE job SET run_seconds = ? WHERE id = ?", seconds(time), claim.id()));
  }

  /** Remembers the commit that holds the package, before the version is made of it. */
  @Transactional
  public void committed(Claim claim, String commit) {
    transitions.lockHeld(claim);
    sql.update("UPDATE job SET commit_id = ? WHERE id = ?", commit, claim.id());
  }

  /**
   * Gives the job another attempt after a fault that is not its own, or fails it when it has had
   * too many.
   */
  @Transactional
  public JobState fault(Claim claim, Reason reason) {
    Job job = transitions.lockHeld(claim);
    int faults = job.course().faults() + 1;
    if (faults > config.maxFaults()) {
      return transitions.move(
          job,
          new JobState.Event.Broke(
              new Reason(
                  reason.code(),
                  "Given up after %d interruptions; the last one: %s"
                      .formatted(faults, reason.message()),
                  "Retry when the cause is gone; training resumes from its last checkpoint.")));
    }
    Duration wait = config.backoff().multipliedBy(1L << Math.min(faults - 1, 5));
    return requeue(job, reason, faults, wait);
  }

  /** Counts a fault after which the same attempt goes on; false when that was one too many. */
  @Transactional
  public boolean survives(Claim claim) {
    Job job = transitions.lockHeld(claim);
    int faults = job.course().faults() + 1;
    sql.update("UPDATE job SET faults = ? WHERE id = ?", faults, claim.id());
    return faults <= config.maxFaults();
  }

  /** Gives the job back because this service stops; that is nobody's fault. */
  @Transactional
  public JobState release(Claim claim, Reason reason) {
    Job job = transitions.lockHeld(claim);
    return requeue(job, reason, job.course().faults(), Duration.ZERO);
  }

  private JobState requeue(Job job, Reason reason, int faults, Duration wait) {
    JobState next = transitions.move(job, new JobState.Event.Interrupted(reason));
    sql.update(
        "UPDATE job SET faults = ?, not_before = now() + make_interval(secs => ?) WHERE id = ?",
        faults,
        seconds(wait),
        job.id());
    events.notify(new Signal.Queued(job.id()));
    return next;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
