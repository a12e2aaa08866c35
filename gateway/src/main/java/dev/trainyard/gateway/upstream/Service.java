package dev.trainyard.gateway.upstream;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A service of the platform and its replicas. A replica that cannot be reached gets a pause, the
 * longer the more often, and one request at a time then finds out whether it is back: while none
 * is, callers are told at once and nobody waits for a connection that will not come.
 */
public final class Service {

  private final String name;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile List<Replica> replicas;

  Service(String name, List<Upstream> servers) {
    this.name = name;
    this.replicas = servers.stream().map(Replica::new).toList();
  }

  public String name() {
    return name;
  }

  /** The replica with the fewest requests under way that is well; empty when none may be asked. */
  public Optional<Replica> pick() {
    return pick(null);
  }

  /**
   * The same.
   *
   * @param not a replica that was just tried; taken again only when it is the only one
   */
  public Optional<Replica> pick(Replica not) {
    List<Replica> all = replicas;
    Replica best = null;
    int start = turn.getAndIncrement();
    for (int i = 0; i < all.size(); i++) {
      Replica next = all.get(Math.floorMod(start + i, all.size()));
      boolean better = best == null || isBetter(next, best);
      if (next != not && better && (!next.isPaused() || next.mayTry())) {
        best = next;
      }
    }
    if (best == null && not != null && all.size() == 1) {
      return Optional.of(not);
    }
    return Optional.ofNullable(best);
  }

  /**
   * Makes a call that may be made twice: when it fails, once more, at another replica if there is
   * one.
   */
  public <T> Future<T> call(Function<Upstream, Future<T>> call) {
    Optional<Replica> first = pick();
    if (first.isEmpty()) {
      return Future.failedFuture(new NoReplicaException(name));
    }
    return once(first.get(), call)
        .recover(
            failure ->
                other(first.get())
                    .filter(other -> other != first.get())
                    .map(other -> once(other, call))
                    .orElse(Future.failedFuture(failure)));
  }

  private static boolean isBetter(Replica one, Replica other) {
    return one.isLeaving() == other.isLeaving()
        ? one.underWay() < other.underWay()
        : other.isLeaving();
  }

  private Optional<Replica> other(Replica failed) {
    return isReplicated() ? pick(failed) : Optional.empty();
  }

  private static <T> Future<T> once(Replica replica, Function<Upstream, Future<T>> call) {
    replica.begin();
    return call.apply(replica.server())
        .onComplete(
            result -> {
              replica.end();
              if (result.succeeded()) {
                replica.answered();
              } else {
                replica.failed(result.cause());
              }
            });
  }

  /** Whether there is another replica to ask. */
  public boolean isReplicated() {
    return replicas.size() > 1;
  }

  List<Replica> replicas() {
    return replicas;
  }

  /** Takes over the addresses that a name has now; what is known about those that stay is kept. */
  void update(List<Upstream> servers) {
    List<Replica> next = new ArrayList<>();
    for (Upstream server : servers) {
      next.add(
          replicas.stream()
              .filter(known -> known.server().equals(server))
              .findFirst()
              .orElseGet(() -> new Replica(server)));
    }
    if (!next.isEmpty()) {
      replicas = List.copyOf(next);
    }
  }
}
