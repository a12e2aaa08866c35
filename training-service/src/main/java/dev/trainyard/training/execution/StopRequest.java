package dev.trainyard.training.execution;

/** Somebody wants the work on a job to stop; thrown where the work can stop. */
final class StopRequest extends RuntimeException {

  private final RunControl.Wish wish;

  StopRequest(RunControl.Wish wish) {
    super(wish.name());
    this.wish = wish;
  }

  RunControl.Wish wish() {
    return wish;
  }
}
