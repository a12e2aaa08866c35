package dev.trainyard.auth.mail;

import dev.trainyard.auth.background.Worker;
import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.auth.config.MailConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sends what waits, one mail after the other, as soon as its transaction has committed and again
 * from time to time. A mail that cannot be sent waits ten seconds, then twice as long each time up
 * to an hour, and is given up after the configured number of attempts.
 */
@ApplicationScoped
class MailSender {

  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** Beyond the time-out of an attempt, so that nobody else takes a mail that is under way. */
  private static final Duration LEASE_BEYOND_TIMEOUT = Duration.ofMinutes(1);

  private final MailStore store;
  private final Transport transport;
  private final MailConfig config;
  private final MeterRegistry meters;
  private final Clock clock;

  private final Worker worker = new Worker("mail-sender", this::sendNext);

  MailSender(
      MailStore store, Transport transport, AuthConfig config, MeterRegistry meters, Clock clock) {
    this.store = store;
    this.transport = transport;
    this.config = config.mail();
    this.meters = meters;
    this.clock = clock;
  }

  void onWritten(@Observes(during = TransactionPhase.AFTER_SUCCESS) MailWritten event) {
    worker.wake();
  }

  @Scheduled(
      every = "${trainyard.auth.mail.check-every:PT15S}",
      delayed = "10s",
      concurrentExecution = ConcurrentExecution.SKIP)
  void regularly() {
    if (transport.kind() != TransportKind.NONE) {
      worker.wake();
    }
  }

  private boolean sendNext() {
    Instant now = clock.instant();
    count("dead", store.endExpired(now));
    Optional<StoredMail> next =
        store.claim(now, now.plus(config.smtp().timeout()).plus(LEASE_BEYOND_TIMEOUT));
    next.ifPresent(this::send);
    return next.isPresent();
  }

  private void send(StoredMail mail) {
    try {
      transport.send(mail);
      store.end(mail, true);
      count("sent", 1);
    } catch (IOException e) {
      failed(mail, e);
    }
  }

  private void failed(StoredMail mail, IOException cause) {
    boolean last = mail.attempt() >= config.attempts();
    Log.warnf(
        "Mail %s about %s was not sent, attempt %d of %d: %s",
        mail.id(), mail.kind(), mail.attempt(), config.attempts(), cause.getMessage());
    if (last) {
      store.end(mail, false);
      count("dead", 1);
    } else {
      store.retryAt(mail, clock.instant().plus(waitAfter(mail.attempt())));
      count("failed", 1);
    }
  }

  /** How long a mail waits after its n-th attempt. */
  static Duration waitAfter(int attempt) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(20, attempt - 1));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private void count(String outcome, int mails) {
    meters.counter("trainyard.mail", "outcome", outcome).increment(mails);
  }

  @PreDestroy
  void stop() {
    worker.stop();
  }
}
