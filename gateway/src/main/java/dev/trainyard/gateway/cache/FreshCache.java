package dev.trainyard.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.future.PromiseInternal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Remembers answers of another service for moments. At most one load per key is under way, however
 * many callers wait for it; a failed load is not repeated for {@link #PAUSE}; the last good answer
 * is kept for callers that may use it while the other service is away.
 */
public final class FreshCache<K, V> {

  /** How long a failure answers for later callers, so that a dead service is not hammered. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Vertx vertx;
  private final Cache<K, Slot<V>> slots;

  /**
   * @param keepFor how long an unused answer stays available as the last good one
   */
  public FreshCache(Vertx vertx, long maxEntries, Duration keepFor) {
    this.vertx = vertx;
    this.slots = Caffeine.newBuilder().maximumSize(maxEntries).expireAfterAccess(keepFor).build();
  }

  /**
   * An answer not older than {@code maxAge}, loaded when needed. The result completes on the
   * caller's own event loop.
   */
  public Future<V> get(K key, Duration maxAge, Supplier<Future<V>> load) {
    Slot<V> slot = slots.get(key, _ -> new Slot<>());
    PromiseInternal<V> promise = ((ContextInternal) vertx.getOrCreateContext()).promise();
    slot.get(maxAge.toNanos(), load).onComplete(promise);
    return promise.future();
  }

  /** Whether the key was asked for before and is still remembered. */
  public boolean knows(K key) {
    return slots.getIfPresent(key) != null;
  }

  /** The newest good answer, however old. */
  public Optional<V> lastGood(K key) {
    return Optional.ofNullable(slots.getIfPresent(key)).map(Slot::value);
  }

  /** What is known about one key. */
  private static final class Slot<V> {

    private V value;
    private long loadedAt;
    private long failedAt;
    private Throwable failure;
    private Future<V> underWay;

    synchronized V value() {
      return value;
    }

    synchronized Future<V> get(long maxAge, Supplier<Future<V>> load) {
      long now = System.nanoTime();
      if (value != null && now - loadedAt <= maxAge) {
        return Future.succeededFuture(value);
      }
      if (underWay != null) {
        return underWay;
      }
      if (failure != null && now - failedAt <= PAUSE.toNanos()) {
        return Future.failedFuture(failure);
      }
      Future<V> started = load.get();
      underWay = started;
      // May run at once, in this very call: then it clears what was just set.
      started.onComplete(result -> finish(now, result.result(), result.cause()));
      return started;
    }

    /** The age counts from the start of the load: the other side may have decided that early. */
    private synchronized void finish(long startedAt, V loaded, Throwable cause) {
      underWay = null;
      failure = cause;
      if (cause == null) {
        value = loaded;
        loadedAt = startedAt;
      } else {
        failedAt = System.nanoTime();
      }
    }
  }
}
