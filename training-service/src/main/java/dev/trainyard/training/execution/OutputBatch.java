package dev.trainyard.training.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trainyard.training.config.TrainingConfig;
import dev.trainyard.training.event.EventKind;
import dev.trainyard.training.event.NewEvent;
import dev.trainyard.training.job.Progress;
import dev.trainyard.training.runner.Run;
import dev.trainyard.training.sql.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Turns lines of one attempt's output into events and into what they say about the job. */
final class OutputBatch {

  private static final String MARK = "{\"@ml\"";
  private static final Pattern METRIC_NAME = Pattern.compile("[A-Za-z0-9_./ -]{1,100}");
  private static final int MOST_METRICS_OF_A_LINE = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int attempt;
  private final TrainingConfig.Limits limits;
  private final List<NewEvent> events = new ArrayList<>();
  private Tail tail;
  private Progress progress;
  private JsonNode metrics;
  private JsonNode report;

  OutputBatch(int attempt, TrainingConfig.Limits limits, Tail tail) {
    this.attempt = attempt;
    this.limits = limits;
    this.tail = tail;
  }

  List<NewEvent> events() {
    return events;
  }

  Tail tail() {
    return tail;
  }

  Progress progress() {
    return progress;
  }

  JsonNode metrics() {
    return metrics;
  }

  JsonNode report() {
    return report;
  }

  /** Takes lines that were cut from a source at its present position. */
  void add(Run.Source source, Lines lines) {
    lines.lines().forEach(line -> add(source, line));
    Tail.Position before = tail.position(source);
    tail = tail.at(source, new Tail.Position(before.offset() + lines.consumed(), lines.skipping()));
  }

  private void add(Run.Source source, String line) {
    boolean message = source == Run.Source.STDOUT && line.startsWith(MARK) && message(line);
    if (!message) {
      log(source.text(), LogText.line(line));
    }
  }

  private boolean message(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      switch (node.path("event").asText()) {
        case "metric" -> metric(node);
        case "progress" -> progress(node);
        case "checkpoint" -> events.add(NewEvent.checkpoint(node.path("step").asLong(), attempt));
        case "resume" -> resume(node.path("step").asLong());
        case "log" -> log(Run.Source.STDOUT.text(), LogText.line(node.path("message").asText()));
        case "report" -> report(node);
        case "failed" -> tail = tail.failed(LogText.plain(node));
        case "done" -> tail = tail.finished();
        default -> {
          // Events that this version does not know are for others.
        }
      }
      return true;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private void metric(JsonNode node) {
    long step = node.path("step").asLong();
    node.path("metrics").properties().stream()
        .limit(MOST_METRICS_OF_A_LINE)
        .filter(entry -> METRIC_NAME.matcher(entry.getKey()).matches())
        .filter(entry -> isFinite(entry.getValue()))
        .forEach(
            entry ->
                point(
                    NewEvent.metric(
                        entry.getKey(), step, entry.getValue().doubleValue(), attempt)));
    if (node.path("total").asLong() > 0 && progress == null) {
      progress = Progress.of(step, node.path("total").asLong(), null);
    }
  }

  private void progress(JsonNode node) {
    JsonNode eta = node.path("etaSeconds");
    progress =
        Progress.of(
            node.path("step").asLong(),
            node.path("total").asLong(),
            isFinite(eta) ? Math.max(0, Math.round(eta.doubleValue())) : null);
    point(new NewEvent(EventKind.PROGRESS, Rows.tree(progress)));
  }

  private void resume(long step) {
    tail = tail.resumedAt(step);
    events.add(NewEvent.system("Training resumes from the checkpoint at step " + step));
  }

  private void report(JsonNode node) {
    ObjectNode finite = JsonNodeFactory.instance.objectNode();
    node.path("metrics").properties().stream()
        .limit(MOST_METRICS_OF_A_LINE)
        .filter(entry -> METRIC_NAME.matcher(entry.getKey()).matches())
        .filter(entry -> isFinite(entry.getValue()))
        .forEach(entry -> finite.set(entry.getKey(), entry.getValue()));
    metrics = finite;
    report = node.path("report").isObject() ? LogText.plain(node.path("report")) : null;
  }

  private void point(NewEvent event) {
    tail = tail.withPoints(tail.points() + 1);
    if (tail.points() <= limits.points()) {
      events.add(event);
    } else if (tail.points() == limits.points() + 1) {
      events.add(
          NewEvent.system(
              "More than %d points were reported; later ones are not stored"
                  .formatted(limits.points())));
    }
  }

  private void log(String stream, String text) {
    Tail.Volume before = tail.volume();
    Tail.Volume after = new Tail.Volume(before.lines() + 1, before.characters() + text.length());
    tail = tail.with(after);
    if (isWithin(after)) {
      events.add(NewEvent.log(stream, text));
    } else if (isWithin(before)) {
      events.add(
          NewEvent.system(
              "The log is longer than %d lines or %d characters; what follows is not stored"
                  .formatted(limits.logLines(), limits.logBytes())));
    }
  }

  private boolean isWithin(Tail.Volume volume) {
    return volume.lines() <= limits.logLines() && volume.characters() <= limits.logBytes();
  }

  private static boolean isFinite(JsonNode node) {
    return node.isNumber() && Double.isFinite(node.doubleValue());
  }
}
