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
import java.util.Optional;
import java.util.UUID;

/**
 * Carries erasures out: asks every service again and again, ever more slowly, until it
 * acknowledges; erases what this service holds when all have; then forgets whom it was about.
 */
@ApplicationScoped
class ErasureDelivery {

  /** A service may have much to go through; the step is tried again after that at the earliest. */
  private static final Duration ANSWER = Duration.ofSeconds(50);

  /** Erasures that are finished in one go; the rest waits for the next. */
  private static final int AT_MOST = 500;

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
    Optional<UUID> next = store.acknowledged(restSeconds);
    for (int done = 0; next.isPresent() && done < AT_MOST; done++) {
      finish(next.get());
      next = store.acknowledged(restSeconds);
    }
  }

  /** What fails here must not keep the others from their turn. */
  private void attempt(Claim claim) {
    try {
      store.person(claim.erasure()).ifPresent(person -> ask(claim, person));
    } catch (PeerException e) {
      Log.warnf("Erasure %s is not done yet: %s", claim.erasure(), e.getMessage());
      store.failed(claim, e.getMessage());
    } catch (RuntimeException e) {
      Log.errorf("Erasure %s fails at %s: %s", claim.erasure(), claim.service(), kind(e));
      store.failed(claim, "the attempt failed with " + kind(e));
    }
  }

  private void ask(Claim claim, ErasedPerson person) {
    ErasureReceipt receipt =
        calls.put(
            Peer.valueOf(claim.service().toUpperCase(Locale.ROOT)),
            "/internal/erasures/" + claim.erasure(),
            person,
            ErasureReceipt.class,
            ANSWER);
    store.done(claim, receipt.counts());
  }

  private void finish(UUID erasure) {
    try {
      store.person(erasure).ifPresent(person -> finish(erasure, person));
    } catch (RuntimeException e) {
      Log.errorf("Erasure %s cannot be finished now: %s", erasure, kind(e));
      store.unfinished(erasure);
    }
  }

  private void finish(UUID erasure, ErasedPerson person) {
    own.erase(erasure, person);
    store.complete(erasure);
    Log.infof("Erasure %s is complete", erasure);
  }

  /** Kinds alone: a message may quote what has to be erased. */
  private static String kind(Throwable e) {
    String own = e.getClass().getSimpleName();
    return e.getCause() == null ? own : own + " from " + kind(e.getCause());
  }
}
