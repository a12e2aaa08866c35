package dev.trainyard.training.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.training.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** A job as the database holds it now. */
public record Job(
    UUID id, Origin origin, JobSpec spec, JobState state, Course course, Results results) {

  /** Where the job belongs and who made it. */
  public record Origin(
      String namespace, String name, String createdBy, UUID createdById, Instant createdAt) {}

  /**
   * How it goes.
   *
   * @param attempt number of the newest start, 0 before the first
   * @param faults faults of machines and neighbours since a user last asked for an attempt
   */
  public record Course(
      int attempt,
      int faults,
      boolean cancelRequested,
      long lastSeq,
      Instant startedAt,
      Instant finishedAt,
      Long queuePosition) {}

  /** What it has brought. */
  public record Results(
      Progress progress, JsonNode metrics, JsonNode report, String commit, Integer version) {}

  /** Columns that {@link #from} reads, of a table alias {@code j}. */
  public static final String COLUMNS =
      "j.id, j.namespace, j.name, j.created_by, j.created_by_id, j.created_at, j.spec, j.state,"
          + " j.reason, j.attempt, j.faults, j.cancel_requested, j.last_seq, j.started_at,"
          + " j.finished_at, j.progress, j.metrics, j.report, j.commit_id, j.model_version,"
          + " CASE WHEN j.state = 'queued' THEN (SELECT count(*) FROM job_queue q"
          + " WHERE (q.queued_at, q.id) <= (j.queued_at, j.id)) END AS queue_position";

  /** Reads a row that holds {@link #COLUMNS}. */
  public static Job from(ResultSet row) throws SQLException {
    Integer version = row.getObject("model_version", Integer.class);
    return new Job(
        row.getObject("id", UUID.class),
        new Origin(
            row.getString("namespace"),
            row.getString("name"),
            row.getString("created_by"),
            row.getObject("created_by_id", UUID.class),
            Rows.instant(row, "created_at")),
        Rows.as(Rows.json(row, "spec"), JobSpec.class),
        JobState.of(
            row.getString("state"), Rows.as(Rows.json(row, "reason"), Reason.class), version),
        new Course(
            row.getInt("attempt"),
            row.getInt("faults"),
            row.getBoolean("cancel_requested"),
            row.getLong("last_seq"),
            Rows.instant(row, "started_at"),
            Rows.instant(row, "finished_at"),
            row.getObject("queue_position", Long.class)),
        new Results(
            Rows.as(Rows.json(row, "progress"), Progress.class),
            Rows.json(row, "metrics"),
            Rows.json(row, "report"),
            row.getString("commit_id"),
            version));
  }
}
