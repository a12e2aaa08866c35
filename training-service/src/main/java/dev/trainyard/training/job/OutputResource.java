package dev.trainyard.training.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.commons.paging.Limit;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.training.event.EventKind;
import dev.trainyard.training.event.EventStore;
import dev.trainyard.training.event.JobEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What a job has printed and measured, page by page along its sequence. */
@Path("/api/v1/jobs/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "jobs")
@Guards(ResourceKind.JOB)
class OutputResource {

  private static final int DEFAULT_LIMIT = 500;
  private static final int MAX_LIMIT = 1000;

  private final JobService jobs;
  private final EventStore events;
  private final CurrentCaller current;

  OutputResource(JobService jobs, EventStore events, CurrentCaller current) {
    this.jobs = jobs;
    this.events = events;
    this.current = current;
  }

  /** A page of metrics; {@code nextSeq} is the next page's {@code after}. */
  record MetricsResponse(List<MetricPoint> points, long nextSeq) {}

  /** One value of one metric. */
  @Schema(name = "MetricPoint")
  record MetricPoint(long seq, String key, long step, double value, Instant at, int attempt) {}

  /** A page of log lines; {@code nextSeq} is the next page's {@code after}. */
  record LogsResponse(List<LogLine> lines, long nextSeq) {}

  /** One line; {@code stream} is stdout, stderr or system. */
  @Schema(name = "LogLine")
  record LogLine(long seq, Instant at, String stream, String text) {}

  @GET
  @Path("/metrics")
  @Requires(Action.READ)
  @Operation(operationId = "listJobMetrics", summary = "Read the metrics of a job")
  public MetricsResponse metrics(
      @RestPath String id, @RestQuery String after, @RestQuery String limit) {
    UUID job = jobs.readable(JobIds.parse(id), current.get()).id();
    long seq = after(after);
    List<JobEvent> page =
        events.after(job, EventKind.METRIC, seq, Limit.of(limit, DEFAULT_LIMIT, MAX_LIMIT));
    return new MetricsResponse(page.stream().map(OutputResource::point).toList(), next(page, seq));
  }

  @GET
  @Path("/logs")
  @Requires(Action.READ)
  @Operation(operationId = "listJobLogs", summary = "Read the log of a job")
  public LogsResponse logs(
      @RestPath String id,
      @RestQuery String after,
      @RestQuery String limit,
      @RestQuery String tail) {
    UUID job = jobs.readable(JobIds.parse(id), current.get()).id();
    if (tail != null && (after != null || limit != null)) {
      throw ProblemException.invalid("tail", "goes without after and limit");
    }
    long seq = after(after);
    List<JobEvent> page =
        tail == null
            ? events.after(job, EventKind.LOG, seq, Limit.of(limit, DEFAULT_LIMIT, MAX_LIMIT))
            : events.tail(job, EventKind.LOG, tail(tail));
    return new LogsResponse(page.stream().map(OutputResource::line).toList(), next(page, seq));
  }

  private static int tail(String text) {
    try {
      return Limit.of(text, DEFAULT_LIMIT, MAX_LIMIT);
    } catch (ProblemException e) {
      throw ProblemException.invalid("tail", "must be a number from 1 to " + MAX_LIMIT);
    }
  }

  private static long after(String text) {
    if (text == null || text.isEmpty()) {
      return 0;
    }
    try {
      long seq = Long.parseLong(text);
      if (seq >= 0) {
        return seq;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one answer for everything that is no sequence number.
    }
    throw ProblemException.invalid("after", "must be a sequence number from 0");
  }

  private static long next(List<JobEvent> page, long seq) {
    return page.isEmpty() ? seq : page.getLast().seq();
  }

  private static MetricPoint point(JobEvent event) {
    JsonNode data = event.data();
    return new MetricPoint(
        event.seq(),
        data.path("key").asText(),
        data.path("step").asLong(),
        data.path("value").asDouble(),
        event.at(),
        event.attempt());
  }

  private static LogLine line(JobEvent event) {
    JsonNode data = event.data();
    return new LogLine(
        event.seq(), event.at(), data.path("stream").asText(), data.path("text").asText());
  }
}
