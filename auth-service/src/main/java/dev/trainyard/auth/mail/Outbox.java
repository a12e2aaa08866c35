package dev.trainyard.auth.mail;

import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.auth.config.MailConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Where features leave mails. A mail is written in the transaction of its cause and sent after it:
 * there is no mail about what did not happen, and none is lost with the process.
 */
@ApplicationScoped
public class Outbox {

  private final MailStore store;
  private final Transport transport;
  private final MailConfig config;
  private final Event<MailWritten> written;
  private final MeterRegistry meters;
  private final Clock clock;

  Outbox(
      MailStore store,
      Transport transport,
      AuthConfig config,
      Event<MailWritten> written,
      MeterRegistry meters,
      Clock clock) {
    this.store = store;
    this.transport = transport;
    this.config = config.mail();
    this.written = written;
    this.meters = meters;
    this.clock = clock;
  }

  /** Whether the platform sends mail; where not, features do without. */
  public boolean isOn() {
    return transport.kind() != TransportKind.NONE;
  }

  /** Leaves a mail; without a transport, and past the bound, nothing happens. */
  @Transactional(TxType.MANDATORY)
  public void put(Letter letter) {
    if (!isOn()) {
      return;
    }
    if (store.waiting(config.waitingAtMost()) >= config.waitingAtMost()) {
      meters.counter("trainyard.mail.dropped", "kind", letter.kind()).increment();
      Log.errorf("A mail about %s is dropped: too many wait", letter.kind());
      return;
    }
    Instant now = clock.instant();
    UUID id = UUID.randomUUID();
    store.add(id, letter, now);
    written.fire(new MailWritten(id));
  }

  /** Forgets every mail of an account, also those that wait. */
  @Transactional(TxType.MANDATORY)
  public void forget(UUID account) {
    store.delete(account);
  }
}
