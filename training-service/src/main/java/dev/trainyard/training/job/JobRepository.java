package dev.trainyard.training.job;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.training.sql.Rows;
import dev.trainyard.training.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/** Queries over jobs for users; transactions belong to the callers. */
@ApplicationScoped
class JobRepository {

  private static final int MEASURED_JOBS = 20;

  private final Sql sql;

  JobRepository(Sql sql) {
    this.sql = sql;
  }

  /** What a listing shows; absent filters are null, and {@code namespaces} null means all. */
  record Filter(List<String> namespaces, String namespace, String state, String dataset) {}

  Optional<Job> find(UUID id) {
    return sql.first("SELECT " + Job.COLUMNS + " FROM job j WHERE j.id = ?", Job::from, id);
  }

  List<Job> list(Filter filter, Cursor cursor, int rows) {
    StringBuilder statement = new StringBuilder("SELECT " + Job.COLUMNS + " FROM job j WHERE true");
    List<Object> arguments = new ArrayList<>();
    if (filter.namespaces() != null) {
      statement.append(" AND j.namespace = ANY (?)");
      arguments.add(filter.namespaces().toArray(String[]::new));
    }
    add(statement, arguments, " AND j.namespace = ?", filter.namespace());
    add(statement, arguments, " AND j.state = ?", filter.state());
    add(statement, arguments, " AND j.dataset_repo = ?", filter.dataset());
    if (cursor != null) {
      statement.append(" AND (j.created_at, j.id) < (?, ?)");
      arguments.add(cursor.instant(0));
      arguments.add(cursor.uuid(1));
    }
    arguments.add(rows);
    statement.append(" ORDER BY j.created_at DESC, j.id DESC LIMIT ?");
    return sql.list(statement.toString(), Job::from, arguments.toArray());
  }

  private static void add(
      StringBuilder statement, List<Object> arguments, String condition, String value) {
    if (value != null) {
      statement.append(condition);
      arguments.add(value);
    }
  }

  void insert(UUID id, Job.Origin origin, JobSpec spec, double workUnits) {
    Instant at = origin.createdAt();
    sql.update(
        """
        INSERT INTO job (id, namespace, name, created_by, created_by_id, created_at, spec, task,
          dataset_repo, state, queued_at, not_before, work_units)
        VALUES (?, ?, ?, ?, ?, ?, CAST(? AS jsonb), ?, ?, 'queued', now(), now(), ?)
        """,
        id,
        origin.namespace(),
        origin.name(),
        origin.createdBy(),
        origin.createdById(),
        at,
        Rows.text(spec),
        spec.task(),
        spec.dataset().repo(),
        workUnits);
  }

  int unfinished(String namespace) {
    return sql.first(
            "SELECT count(*) FROM job WHERE namespace = ?"
                + " AND state IN ('queued', 'preparing', 'running', 'registering')",
            row -> row.getInt(1),
            namespace)
        .orElse(0);
  }

  void queueAgain(UUID id) {
    sql.update(
        "UPDATE job SET queued_at = now(), not_before = now(), faults = 0, progress = NULL,"
            + " metrics = NULL, report = NULL, grant_open = true WHERE id = ?",
        id);
  }

  void requestCancel(UUID id) {
    sql.update("UPDATE job SET cancel_requested = true WHERE id = ?", id);
  }

  void delete(UUID id) {
    sql.update("DELETE FROM job WHERE id = ?", id);
  }

  /** Median seconds per unit of the task's newest jobs that ran without interruption. */
  OptionalDouble measuredSecondsPerUnit(String task) {
    return sql.first(
            """
            SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY GREATEST(run_seconds - ?, 0.01) / work_units)
            FROM (SELECT run_seconds, work_units FROM job_speed WHERE task = ?
                  ORDER BY finished_at DESC LIMIT ?) newest
            """,
            row -> {
              double value = row.getDouble(1);
              return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
            },
            Workload.OVERHEAD_SECONDS,
            task,
            MEASURED_JOBS)
        .orElse(OptionalDouble.empty());
  }

  /** Ended jobs whose grant may still be there, and marks them as done. */
  List<UUID> endedWithGrant(int rows) {
    return sql.list(
        "SELECT id FROM job WHERE grant_open AND finished_at IS NOT NULL ORDER BY finished_at LIMIT ?",
        row -> row.getObject(1, UUID.class),
        rows);
  }

  boolean hasEnded(UUID id) {
    return sql.first(
            "SELECT finished_at IS NOT NULL FROM job WHERE id = ?", row -> row.getBoolean(1), id)
        .orElse(false);
  }

  void grantClosed(UUID id) {
    sql.update("UPDATE job SET grant_open = false WHERE id = ? AND finished_at IS NOT NULL", id);
  }
}
