package dev.trainyard.dataset.table;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many tables requests read at once, because each reader may hold a whole record: many
 * hostile files at a time need no more memory than a few.
 */
@ApplicationScoped
public class ReadingSlots {

  private static final int SLOTS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Semaphore free = new Semaphore(SLOTS, true);

  /** Waits for a slot; 429 when all stay taken. */
  public Slot take() {
    try {
      if (free.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return free::release;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw ProblemException.retryLater(
        ProblemType.TOO_MANY_REQUESTS,
        "Many data files are being read at the moment",
        Duration.ofSeconds(10));
  }

  /** A slot, given back when it is closed. */
  @FunctionalInterface
  public interface Slot extends AutoCloseable {

    @Override
    void close();
  }
}
