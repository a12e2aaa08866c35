package dev.trainyard.training.job;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.person.ErasedPerson;
import dev.trainyard.data.person.PersonalData;
import dev.trainyard.training.event.EventStore;
import dev.trainyard.training.signal.Signal;
import dev.trainyard.training.sql.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A person's jobs end and go with their logs and metrics; in those of organisations the pseudonym
 * takes the person's place.
 */
@ApplicationScoped
class ErasedJobs implements PersonalData {

  private static final Duration COME_AGAIN = Duration.ofSeconds(20);
  private static final int BATCH = 100;

  /** Jobs whose texts may name the person: the person's own, and those on what was theirs. */
  private static final String CONCERNED =
      "created_by_id = ? OR starts_with(dataset_repo, ?) OR starts_with(spec ->> 'model', ?)";

  /** Values that are words of the program, whoever is called so. */
  private static final String KEPT = "'{code,state,stream,kind,level}'";

  private static final String ANONYMISE_EVENTS =
      "UPDATE job_event SET data = forgotten(data, ?, ?, %s) WHERE kind IN ('state', 'log')"
              .formatted(KEPT)
          + " AND data::text ~* ? AND job_id IN (SELECT id FROM job WHERE "
          + CONCERNED
          + ")";
  private static final String ANONYMISE_TEXTS =
      "UPDATE job SET reason = forgotten(reason, ?, ?, %1$s), report = forgotten(report, ?, ?, %1$s)"
              .formatted(KEPT)
          + " WHERE "
          + CONCERNED;
  private static final String MOVE_DATASETS =
      "UPDATE job SET dataset_repo = moved_repository(dataset_repo, ?, ?), spec ="
          + " jsonb_set(spec, '{dataset,repo}', to_jsonb(moved_repository(spec #>> '{dataset,repo}', ?, ?)))"
          + " WHERE starts_with(dataset_repo, ?)";
  private static final String MOVE_MODELS =
      "UPDATE job SET spec = jsonb_set(spec, '{model}', to_jsonb(moved_repository(spec ->> 'model', ?, ?)))"
          + " WHERE starts_with(spec ->> 'model', ?)";

  private final JobRepository jobs;
  private final Transitions transitions;
  private final EventStore events;
  private final JobTrail trail;
  private final Sql sql;

  ErasedJobs(
      JobRepository jobs, Transitions transitions, EventStore events, JobTrail trail, Sql sql) {
    this.jobs = jobs;
    this.transitions = transitions;
    this.events = events;
    this.trail = trail;
    this.sql = sql;
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public void erase(ErasedPerson person, Map<String, Long> counts) {
    long removed = 0;
    long before;
    do {
      before = removed;
      for (UUID job : own(person)) {
        if (QuarkusTransaction.requiringNew().call(() -> remove(job))) {
          removed++;
        }
      }
    } while (removed > before);
    counts.put("jobsDeleted", removed);
    if (!own(person).isEmpty()) {
      throw ProblemException.retryLater(
          ProblemType.LOCKED, "Jobs of the person are ending", COME_AGAIN);
    }
    if (!person.organisation()) {
      QuarkusTransaction.requiringNew().timeout(600).run(() -> anonymise(person, counts));
    }
  }

  @Override
  public Map<String, String> exports() {
    return Map.of(
        "job",
        "SELECT j.id, j.namespace, j.name, j.created_by, j.created_at, j.spec, j.state, j.reason,"
            + " j.metrics, j.started_at, j.finished_at FROM job j, person"
            + " WHERE j.namespace = person.name OR j.created_by_id = person.id");
  }

  private List<UUID> own(ErasedPerson person) {
    return sql.list(
        "SELECT id FROM job WHERE namespace = ? ORDER BY created_at LIMIT ?",
        row -> row.getObject(1, UUID.class),
        person.name(),
        BATCH);
  }

  /** Whether it is gone; one that runs is told to end. */
  private boolean remove(UUID id) {
    Job job = transitions.lock(id).orElse(null);
    if (job == null) {
      return false;
    }
    if (job.state().active()) {
      jobs.requestCancel(id);
      events.notify(new Signal.CancelRequested(id));
      return false;
    }
    jobs.delete(id);
    events.notify(new Signal.Deleted(id));
    trail.changed(Actor.service("auth"), JobAction.DELETE, id, job.origin());
    return true;
  }

  private void anonymise(ErasedPerson person, Map<String, Long> counts) {
    sql.update("SET LOCAL statement_timeout = 0");
    counts.put(
        "jobsAnonymised",
        (long)
            sql.update(
                "UPDATE job SET created_by = ?, created_by_id = ? WHERE created_by_id = ?",
                person.pseudonym(),
                person.pseudonymId(),
                person.id()));
    anonymiseTexts(person);
  }

  /** Texts first: afterwards no name of a dataset tells any more which jobs are concerned. */
  private void anonymiseTexts(ErasedPerson person) {
    String pattern = person.pattern();
    String text = person.replacement();
    String name = person.name();
    String place = name + "/";
    Object pseudonymId = person.pseudonymId();
    sql.update(ANONYMISE_EVENTS, pattern, text, pattern, pseudonymId, place, place);
    sql.update(ANONYMISE_TEXTS, pattern, text, pattern, text, pseudonymId, place, place);
    sql.update(MOVE_DATASETS, name, person.pseudonym(), name, person.pseudonym(), place);
    sql.update(MOVE_MODELS, name, person.pseudonym(), place);
  }
}
