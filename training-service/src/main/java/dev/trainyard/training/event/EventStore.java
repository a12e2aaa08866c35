package dev.trainyard.training.event;

import dev.trainyard.training.signal.Signal;
import dev.trainyard.training.sql.Rows;
import dev.trainyard.training.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes and reads the events of jobs; their numbers have no gap and follow the commits. */
@ApplicationScoped
public class EventStore {

  private static final String COLUMNS = "seq, kind, attempt, at, data";
  private static final String INSERT =
      "INSERT INTO job_event (job_id, seq, kind, attempt, at, data)"
          + " VALUES (?, ?, ?, ?, ?, CAST(? AS jsonb))";

  private final Sql sql;
  private final Clock clock;

  EventStore(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Appends within the caller's transaction. The job's row stays locked until its end, so that
   * whoever sees a number sees all numbers below it.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void append(UUID job, int attempt, List<NewEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    long last =
        sql.first(
                "UPDATE job SET last_seq = last_seq + ? WHERE id = ? RETURNING last_seq",
                row -> row.getLong(1),
                events.size(),
                job)
            .orElseThrow(() -> new IllegalStateException("no job " + job));
    long seq = last - events.size();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<Object[]> rows = new ArrayList<>();
    for (NewEvent event : events) {
      seq++;
      rows.add(new Object[] {job, seq, event.kind().text(), attempt, now, Rows.text(event.data())});
    }
    sql.batch(INSERT, rows);
    notify(new Signal.Changed(job, last));
  }

  /** Tells all replicas, when the caller's transaction commits. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void notify(Signal signal) {
    sql.list("SELECT pg_notify(?, ?)", _ -> true, Signal.CHANNEL, signal.encode());
  }

  /** The events after a number, oldest first. */
  @Transactional
  public List<JobEvent> after(UUID job, long seq, int limit) {
    return sql.list(
        "SELECT " + COLUMNS + " FROM job_event WHERE job_id = ? AND seq > ? ORDER BY seq LIMIT ?",
        EventStore::event,
        job,
        seq,
        limit);
  }

  /** The events of one kind after a number, oldest first. */
  @Transactional
  public List<JobEvent> after(UUID job, EventKind kind, long seq, int limit) {
    return sql.list(
        "SELECT "
            + COLUMNS
            + " FROM job_event WHERE job_id = ? AND kind = ? AND seq > ? ORDER BY seq LIMIT ?",
        EventStore::event,
        job,
        kind.text(),
        seq,
        limit);
  }

  /** The newest events of one kind, oldest first. */
  @Transactional
  public List<JobEvent> tail(UUID job, EventKind kind, int count) {
    return sql.list(
            "SELECT "
                + COLUMNS
                + " FROM job_event WHERE job_id = ? AND kind = ? ORDER BY seq DESC LIMIT ?",
            EventStore::event,
            job,
            kind.text(),
            count)
        .reversed();
  }

  private static JobEvent event(ResultSet row) throws SQLException {
    return new JobEvent(
        row.getLong("seq"),
        row.getString("kind"),
        row.getInt("attempt"),
        Rows.instant(row, "at"),
        Rows.json(row, "data"));
  }
}
