package dev.trainyard.trainer.job;

import java.util.concurrent.atomic.AtomicReference;

/** The wish of somebody outside that training ends at the next safe point. */
public final class StopRequest {

  /** Why to stop; decides the exit code. */
  public enum Reason {
    TERMINATED(143),
    ORPHANED(75);

    private final int exitCode;

    Reason(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  /** Thrown once everything worth keeping is on disk. */
  public static final class Stopped extends RuntimeException {
    private final Reason reason;

    private Stopped(Reason reason) {
      super(reason.name());
      this.reason = reason;
    }

    public Reason reason() {
      return reason;
    }
  }

  private final AtomicReference<Reason> reason = new AtomicReference<>();

  /** The first reason wins. */
  public void ask(Reason why) {
    reason.compareAndSet(null, why);
  }

  public boolean isAsked() {
    return reason.get() != null;
  }

  /** Ends the job here if somebody asked for it. */
  public void obey() {
    Reason asked = reason.get();
    if (asked != null) {
      throw new Stopped(asked);
    }
  }
}
