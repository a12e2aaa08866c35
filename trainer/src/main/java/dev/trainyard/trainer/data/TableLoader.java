package dev.trainyard.trainer.data;

import dev.trainyard.trainer.events.EventStream;
import dev.trainyard.trainer.job.JobDocument;
import dev.trainyard.trainer.job.Task;
import dev.trainyard.trainer.job.TrainingFailure;
import java.util.ArrayList;
import java.util.List;

/** Reads the features and the target of a tabular job: four bytes a cell. */
public final class TableLoader {

  private static final int MIN_ROWS = 20;

  private final JobDocument job;
  private final DataFile file;
  private final EventStream events;

  public TableLoader(JobDocument job, DataFile file, EventStream events) {
    this.job = job;
    this.file = file;
    this.events = events;
  }

  public Table load() {
    var memory = new MemoryGuard();
    var names = new ArrayList<>(job.columns().features());
    var builders = new ArrayList<ColumnBuilder>();
    for (String name : names) {
      builders.add(ColumnBuilder.of(job.channel().column(name).orElseThrow(), memory));
    }
    names.add(job.columns().target());
    TargetBuilder target = target();
    var sourceRows = new IntList();
    long[] skipped = {0};
    long rowBytes = 4L * (builders.size() + 2);
    file.read(
        names,
        (row, cells) -> {
          if (!target.accepts(cells[builders.size()])) {
            skipped[0]++;
            return;
          }
          memory.hold(rowBytes);
          for (int i = 0; i < builders.size(); i++) {
            builders.get(i).add(cells[i], row);
          }
          target.add(cells[builders.size()], row);
          sourceRows.add((int) row);
        });
    reportSkipped(events, skipped[0], job.columns().target());
    requireRows(sourceRows.size());
    List<FeatureColumn> features = builders.stream().map(ColumnBuilder::build).toList();
    return new Table(sourceRows.toArray(), features, target.build());
  }

  public static void reportSkipped(EventStream events, long skipped, String target) {
    if (skipped > 0) {
      events.log(skipped + " rows have no value in '" + target + "' and are left out");
    }
  }

  public static void requireRows(int rows) {
    if (rows < MIN_ROWS) {
      throw TrainingFailure.badData(
          null, "only " + rows + " rows have a target; at least " + MIN_ROWS + " are needed");
    }
  }

  private TargetBuilder target() {
    var spec = job.channel().column(job.columns().target()).orElseThrow();
    return job.task() == Task.TABULAR_REGRESSION
        ? TargetBuilder.values(spec)
        : TargetBuilder.classes(spec);
  }
}
