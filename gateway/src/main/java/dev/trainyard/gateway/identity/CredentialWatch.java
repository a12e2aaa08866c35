package dev.trainyard.gateway.identity;

import dev.trainyard.gateway.config.GatewayConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Checks the credentials behind open requests again, each once per period however many requests it
 * holds open, and ends those that it no longer allows. While auth-service is away reads go on until
 * the token of the last good check expires, and changes for {@link #UNCHECKED_CHANGES}.
 */
@ApplicationScoped
class CredentialWatch {

  /** How long a change may go on without a check: a restart of auth-service, but no outage. */
  private static final Duration UNCHECKED_CHANGES = Duration.ofSeconds(60);

  private final Vertx vertx;
  private final Exchanges exchanges;
  private final Duration period;
  private final Map<String, Watched> watched = new ConcurrentHashMap<>();

  CredentialWatch(Vertx vertx, Exchanges exchanges, GatewayConfig config) {
    this.vertx = vertx;
    this.exchanges = exchanges;
    this.period = config.exchange().recheckEvery();
  }

  /** One open request; compared by identity. */
  private static final class Member {

    private final Context context;
    private final String address;
    private final String rightsVersion;
    private final boolean reading;
    private final Consumer<Ending> onEnd;

    Member(
        Context context,
        String address,
        String rightsVersion,
        boolean reading,
        Consumer<Ending> onEnd) {
      this.context = context;
      this.address = address;
      this.rightsVersion = rightsVersion;
      this.reading = reading;
      this.onEnd = onEnd;
    }
  }

  /**
   * Follows a credential for one request. A credential that nobody followed before is checked at
   * once; else the next check is at most a period away.
   *
   * @param reading whether the request changes nothing
   * @param onEnd runs once, on the caller's event loop
   * @return stops it
   */
  Runnable join(
      Credential credential, Identity.Known opened, boolean reading, Consumer<Ending> onEnd) {
    var member =
        new Member(
            vertx.getOrCreateContext(),
            credential.address(),
            opened.rightsVersion(),
            reading,
            onEnd);
    var fresh = new Watched(credential, opened.expiresAt());
    Watched joined =
        watched.compute(
            credential.key(),
            (_, known) -> {
              Watched into = known == null ? fresh : known;
              into.members.add(member);
              return into;
            });
    if (joined == fresh) {
      fresh.start();
    }
    return () -> leave(joined, member);
  }

  /** Number of credentials that are followed. */
  int size() {
    return watched.size();
  }

  private void leave(Watched from, Member member) {
    watched.computeIfPresent(
        from.credential.key(),
        (_, known) -> {
          known.members.remove(member);
          if (known.members.isEmpty()) {
            known.stop();
            return null;
          }
          return known;
        });
  }

  /** One credential and what it holds open. */
  private final class Watched {

    private final Credential credential;
    private final Set<Member> members = ConcurrentHashMap.newKeySet();
    private volatile Instant checkedAt = Instant.now();
    private volatile Instant expiresAt;
    private volatile long timer = -1;
    private volatile boolean stopped;

    Watched(Credential credential, Instant expiresAt) {
      this.credential = credential;
      this.expiresAt = expiresAt;
    }

    void start() {
      timer = vertx.setPeriodic(period.toMillis(), _ -> check());
      if (stopped) {
        vertx.cancelTimer(timer);
      }
      check();
    }

    void stop() {
      stopped = true;
      vertx.cancelTimer(timer);
    }

    /** A third of the period is fresh enough: with the period itself it stays within 5 s. */
    private void check() {
      exchanges
          .revalidate(credential, period.dividedBy(3))
          .onComplete(result -> judge(result.result()));
    }

    /**
     * @param now null when auth-service did not answer
     */
    private void judge(Identity now) {
      if (now instanceof Identity.Known known) {
        checkedAt = Instant.now();
        expiresAt = known.expiresAt();
      }
      for (Member member : members) {
        Ending ending = ending(now, member);
        if (ending != null) {
          leave(this, member);
          member.context.runOnContext(_ -> member.onEnd.accept(ending));
        }
      }
    }

    private Ending ending(Identity now, Member member) {
      return switch (now) {
        case null -> {
          Instant until = member.reading ? expiresAt : checkedAt.plus(UNCHECKED_CHANGES);
          yield Instant.now().isAfter(until) ? Ending.UNVERIFIABLE : null;
        }
        case Identity.Known known -> {
          boolean same = known.rightsVersion().equals(member.rightsVersion);
          yield same && known.mayComeFrom(member.address) ? null : Ending.RIGHTS_CHANGED;
        }
        case Identity.Refused _, Identity.Anonymous _ -> Ending.REVOKED;
      };
    }
  }
}
