package dev.trainyard.inference.http;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/** Counts requests and writes them in the text format of Prometheus. */
final class ServerMetrics {

  private static final double[] BOUNDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
  };

  private final Map<Integer, LongAdder> requests = new ConcurrentSkipListMap<>();
  private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
  private final DoubleAdder seconds = new DoubleAdder();
  private final LongAdder rows = new LongAdder();

  ServerMetrics() {
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new LongAdder();
    }
  }

  /** Counts an answered inference request; the time runs from its last byte to the answer. */
  void answered(int status, long nanos) {
    requests.computeIfAbsent(status, unseen -> new LongAdder()).increment();
    double time = nanos / 1e9;
    int bucket = 0;
    while (bucket < BOUNDS.length && time > BOUNDS[bucket]) {
      bucket++;
    }
    buckets[bucket].increment();
    seconds.add(time);
  }

  void predicted(int count) {
    rows.add(count);
  }

  String text(IntSupplier queued, IntSupplier running) {
    var text = new StringBuilder();
    text.append("# HELP trainyard_inference_requests_total Answered inference requests.\n");
    text.append("# TYPE trainyard_inference_requests_total counter\n");
    requests.forEach(
        (status, count) ->
            line(text, "trainyard_inference_requests_total{code=\"" + status + "\"}", count.sum()));
    text.append("# HELP trainyard_inference_request_seconds Time to answer a received request.\n");
    text.append("# TYPE trainyard_inference_request_seconds histogram\n");
    long total = 0;
    for (int i = 0; i < buckets.length; i++) {
      total += buckets[i].sum();
      String bound = i < BOUNDS.length ? Double.toString(BOUNDS[i]) : "+Inf";
      line(text, "trainyard_inference_request_seconds_bucket{le=\"" + bound + "\"}", total);
    }
    text.append("trainyard_inference_request_seconds_sum ")
        .append(String.format(Locale.ROOT, "%.6f", seconds.sum()))
        .append('\n');
    line(text, "trainyard_inference_request_seconds_count", total);
    text.append("# TYPE trainyard_inference_rows_total counter\n");
    line(text, "trainyard_inference_rows_total", rows.sum());
    text.append("# TYPE trainyard_inference_queue_depth gauge\n");
    line(text, "trainyard_inference_queue_depth", queued.getAsInt());
    text.append("# TYPE trainyard_inference_running gauge\n");
    line(text, "trainyard_inference_running", running.getAsInt());
    return text.toString();
  }

  private static void line(StringBuilder text, String name, long value) {
    text.append(name).append(' ').append(value).append('\n');
  }
}
