package dev.trainyard.auth.recovery;

import dev.trainyard.auth.background.Worker;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/** Looks into requests for resets as soon as they are written, and again from time to time. */
@ApplicationScoped
class ResetWorker {

  private final Worker worker;

  ResetWorker(ResetRequests requests) {
    this.worker = new Worker("password-resets", requests::answerNext);
  }

  void onAsked(@Observes(during = TransactionPhase.AFTER_SUCCESS) ResetAsked event) {
    worker.wake();
  }

  @Scheduled(every = "15s", delayed = "20s", concurrentExecution = ConcurrentExecution.SKIP)
  void regularly() {
    worker.wake();
  }

  @PreDestroy
  void stop() {
    worker.stop();
  }
}
