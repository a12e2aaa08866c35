package dev.trainyard.auth.erasure;

import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.auth.erasure.ErasureStore.Claim;
import dev.trainyard.auth.peer.Peer;
import dev.trainyard.auth.peer.PeerCalls;
import dev.trainyard.auth.peer.PeerException;
import dev.trainyard.data.person.ErasedPerson;
import dev.trainyard.data.person.ErasureReceipt;
import dev.trainyard.data.person.PersonErasure;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/**
 * Carries erasures out: asks every service again and again, ever more slowly, until it
 * acknowledges; erases what this service holds when all have; then forgets whom it was about.
 */
@ApplicationScoped
class ErasureDelivery {

  /** A service may have much to go through; the step is tried again after that at the earliest. */
  private static final Duration ANSWER = Duration.ofSeconds(50);

  private final ErasureStore store;
  private final PeerCalls calls;
  private final PersonErasure own;
  private final int restSeconds;

  ErasureDelivery(ErasureStore store, PeerCalls calls, PersonErasure own, AuthConfig config) {
    this.store = store;
    this.calls = calls;
    this.own = own;
    this.restSeconds = (int) config.erasureDelay().toSeconds();
  }

  @Scheduled(
      every = "${trainyard.auth.erasure-every:PT10S}",
      delayed = "15s",
      concurrentExecution = ConcurrentExecution.SKIP)
  void regularly() {
    try {
      deliver();
    } catch (RuntimeException e) {
      Log.warnf("Erasures cannot be carried out now: %s", e.getMessage());
    }
  }

  void deliver() {
    store.claim().forEach(this::attempt);
    store.acknowledged(restSeconds).forEach(this::finish);
  }

  private void attempt(Claim claim) {
    store
        .person(claim.erasure())
        .ifPresent(
            person -> {
              try {
                ErasureReceipt receipt =
                    calls.put(
                        Peer.valueOf(claim.service().toUpperCase(Locale.ROOT)),
                        "/internal/erasures/" + claim.erasure(),
                        person,
                        ErasureReceipt.class,
                        ANSWER);
                store.done(claim, receipt.counts());
              } catch (PeerException e) {
                Log.warnf("Erasure %s is not done yet: %s", claim.erasure(), e.getMessage());
                store.failed(claim, e.getMessage());
              }
            });
  }

  private void finish(UUID erasure) {
    store
        .person(erasure)
        .ifPresent(
            (ErasedPerson person) -> {
              own.erase(erasure, person);
              store.complete(erasure);
              Log.infof("Erasure %s is complete", erasure);
            });
  }
}
