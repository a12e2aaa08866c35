package dev.trainyard.training.execution;

import dev.trainyard.training.event.EventStore;
import dev.trainyard.training.event.NewEvent;
import dev.trainyard.training.job.Claim;
import dev.trainyard.training.job.LeaseLostException;
import dev.trainyard.training.sql.Rows;
import dev.trainyard.training.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Stores what a training printed together with how far it was read, under the worker's lease. */
@ApplicationScoped
class OutputStore {

  private static final String HELD =
      " WHERE id = ? AND lease_number = ? AND state IN ('preparing', 'running', 'registering')";

  private final Sql sql;
  private final EventStore events;

  OutputStore(Sql sql, EventStore events) {
    this.sql = sql;
    this.events = events;
  }

  /** How far an attempt was read. */
  @Transactional
  Tail load(Claim claim) {
    return sql.first(
            "SELECT * FROM job_attempt WHERE job_id = ? AND number = ?",
            row ->
                new Tail(
                    new Tail.Position(
                        row.getLong("stdout_offset"), row.getBoolean("stdout_skipping")),
                    new Tail.Position(
                        row.getLong("stderr_offset"), row.getBoolean("stderr_skipping")),
                    new Tail.Volume(row.getLong("log_lines"), row.getLong("log_bytes")),
                    row.getLong("points"),
                    row.getObject("resumed_step", Long.class),
                    Rows.json(row, "failure"),
                    row.getBoolean("done")),
            claim.id(),
            claim.attempt())
        .orElseThrow(() -> new LeaseLostException(claim.id()));
  }

  /** Stores events and position in one step, or nothing when the lease is lost. */
  @Transactional
  void save(Claim claim, OutputBatch batch) {
    int held =
        sql.update(
            "UPDATE job SET output_at = now(), progress = COALESCE(CAST(? AS jsonb), progress),"
                + " metrics = COALESCE(CAST(? AS jsonb), metrics),"
                + " report = COALESCE(CAST(? AS jsonb), report)"
                + HELD,
            Rows.text(batch.progress()),
            Rows.text(batch.metrics()),
            Rows.text(batch.report()),
            claim.id(),
            claim.leaseNumber());
    if (held == 0) {
      throw new LeaseLostException(claim.id());
    }
    Tail tail = batch.tail();
    sql.update(
        """
        UPDATE job_attempt SET stdout_offset = ?, stdout_skipping = ?, stderr_offset = ?,
          stderr_skipping = ?, log_lines = ?, log_bytes = ?, points = ?, resumed_step = ?,
          failure = CAST(? AS jsonb), done = ?
        WHERE job_id = ? AND number = ?
        """,
        tail.stdout().offset(),
        tail.stdout().skipping(),
        tail.stderr().offset(),
        tail.stderr().skipping(),
        tail.volume().lines(),
        tail.volume().characters(),
        tail.points(),
        tail.resumedStep(),
        Rows.text(tail.failure()),
        tail.done(),
        claim.id(),
        claim.attempt());
    events.append(claim.id(), claim.attempt(), batch.events());
  }

  /** Adds a line of the platform's own to the job's log. */
  @Transactional
  void note(Claim claim, String text) {
    if (sql.update("UPDATE job SET last_seq = last_seq" + HELD, claim.id(), claim.leaseNumber())
        == 0) {
      throw new LeaseLostException(claim.id());
    }
    events.append(claim.id(), claim.attempt(), List.of(NewEvent.system(text)));
  }
}
