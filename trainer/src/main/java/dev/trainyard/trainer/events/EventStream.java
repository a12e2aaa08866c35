package dev.trainyard.trainer.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trainyard.trainer.job.TrainingFailure;
import java.io.PrintStream;
import java.util.Map;

/** Writes the trainer's events, one JSON object a line. */
public final class EventStream {

  private final PrintStream out;

  public EventStream(PrintStream out) {
    this.out = out;
  }

  public void start(String task, String trainer) {
    emit(event("start").put("task", task).put("trainer", trainer));
  }

  public void log(String message) {
    emit(event("log").put("message", message));
  }

  public void resume(long step) {
    emit(event("resume").put("step", step));
  }

  public void checkpoint(long step, String path) {
    emit(event("checkpoint").put("step", step).put("path", path));
  }

  public void progress(long step, long total, double secondsLeft) {
    ObjectNode node = event("progress").put("step", step).put("total", total);
    if (Double.isFinite(secondsLeft)) {
      node.put("etaSeconds", Math.round(secondsLeft));
    }
    emit(node);
  }

  public void metric(long step, long total, Map<String, Double> metrics) {
    ObjectNode node = event("metric").put("step", step).put("total", total);
    ObjectNode values = node.putObject("metrics");
    metrics.forEach(values::put);
    emit(node);
  }

  public void model(String path) {
    emit(event("model").put("path", path));
  }

  public void report(Map<String, Double> metrics, ObjectNode report) {
    ObjectNode node = event("report");
    ObjectNode values = node.putObject("metrics");
    metrics.forEach(values::put);
    node.set("report", report);
    emit(node);
  }

  public void failed(TrainingFailure failure) {
    ObjectNode node =
        event("failed").put("code", failure.code().wireName()).put("message", failure.getMessage());
    if (failure.field() != null) {
      node.put("field", failure.field());
    }
    emit(node);
  }

  public void done() {
    emit(event("done"));
  }

  private static ObjectNode event(String name) {
    return JsonNodeFactory.instance.objectNode().put("@ml", 1).put("event", name);
  }

  private synchronized void emit(ObjectNode node) {
    out.println(node.toString());
    out.flush();
  }
}
