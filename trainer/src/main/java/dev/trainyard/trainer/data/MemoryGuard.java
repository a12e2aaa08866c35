package dev.trainyard.trainer.data;

import dev.trainyard.trainer.job.TrainingFailure;

/** Ends the job with a clear reason before the data fill the heap. */
public final class MemoryGuard {

  /** Share of the heap that data may take; the rest is for matrices, models and their export. */
  private static final double SHARE = 0.4;

  private final long limit;
  private long held;

  public MemoryGuard() {
    this((long) (Runtime.getRuntime().maxMemory() * SHARE));
  }

  MemoryGuard(long limit) {
    this.limit = limit;
  }

  public void hold(long bytes) {
    held += bytes;
    if (held > limit) {
      throw TrainingFailure.outOfMemory(
          "the data need more than the %d MB of memory that this job may use for them; give the job more memory, or use fewer rows or columns"
              .formatted(limit >> 20));
    }
  }
}
