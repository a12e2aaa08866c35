package dev.trainyard.training.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trainyard.training.event.EventKind;
import dev.trainyard.training.event.EventStore;
import dev.trainyard.training.event.NewEvent;
import dev.trainyard.training.sql.Rows;
import dev.trainyard.training.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Moves locked jobs from state to state and writes the event of it in the same transaction. */
@ApplicationScoped
class Transitions {

  private final Sql sql;
  private final EventStore events;

  Transitions(Sql sql, EventStore events) {
    this.sql = sql;
    this.events = events;
  }

  /** Locks the job until the end of the transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  Optional<Job> lock(UUID id) {
    return sql.first(
        "SELECT " + Job.COLUMNS + " FROM job j WHERE j.id = ? FOR UPDATE OF j", Job::from, id);
  }

  /** Locks the job for the worker that holds it, or throws {@link LeaseLostException}. */
  @Transactional(Transactional.TxType.MANDATORY)
  Job lockHeld(Claim claim) {
    return sql.first(
            "SELECT "
                + Job.COLUMNS
                + " FROM job j WHERE j.id = ? AND j.lease_number = ?"
                + " AND j.state IN ('preparing', 'running', 'registering') FOR UPDATE OF j",
            Job::from,
            claim.id(),
            claim.leaseNumber())
        .orElseThrow(() -> new LeaseLostException(claim.id()));
  }

  /** Writes the next state of a locked job; leases end where no worker is needed. */
  @Transactional(Transactional.TxType.MANDATORY)
  JobState move(Job job, JobState.Event event) {
    JobState next = job.state().on(event);
    Integer version = next instanceof JobState.Succeeded(int number) ? number : null;
    sql.update(
        """
        UPDATE job SET state = ?, reason = CAST(? AS jsonb),
          model_version = COALESCE(CAST(? AS integer), model_version),
          finished_at = CASE WHEN ? THEN now() END,
          cancel_requested = cancel_requested AND ?,
          lease_owner = CASE WHEN ? THEN lease_owner END,
          lease_until = CASE WHEN ? THEN lease_until END
        WHERE id = ?
        """,
        next.code(),
        Rows.text(next.why().orElse(null)),
        version,
        next.ended(),
        next.active(),
        next.active(),
        next.active(),
        job.id());
    int attempt = job.course().attempt();
    events.append(job.id(), attempt, List.of(stateEvent(next, attempt)));
    return next;
  }

  static NewEvent stateEvent(JobState state, int attempt) {
    ObjectNode data =
        JsonNodeFactory.instance.objectNode().put("state", state.code()).put("attempt", attempt);
    state
        .why()
        .ifPresent(
            reason -> {
              ObjectNode node = data.putObject("reason");
              node.put("code", reason.code()).put("message", reason.message());
              if (reason.hint() != null) {
                node.put("hint", reason.hint());
              }
            });
    return new NewEvent(EventKind.STATE, data);
  }
}
