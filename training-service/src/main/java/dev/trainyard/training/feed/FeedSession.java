package dev.trainyard.training.feed;

import dev.trainyard.commons.security.Caller;
import dev.trainyard.training.config.TrainingConfig;
import dev.trainyard.training.job.Job;
import io.quarkus.logging.Log;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.TimeoutException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One socket with its own pump. Events are always read from the database after the last one that
 * was sent, and signals only say when to look: so there is no gap and no doublet, whatever gets
 * lost, and a slow client makes nothing pile up here.
 */
final class FeedSession {

  private static final int MOST_WAITING_COMMANDS = 200;

  /**
   * Below the 64 KiB that every WebSocket client takes as one frame, even in three-byte letters.
   */
  private static final int MESSAGE_CHARACTERS = 16 * 1024;

  private static final int EXPIRED = 4401;
  private static final int POLICY = 1008;
  private static final int TRY_AGAIN_LATER = 1013;

  private final WebSocketConnection connection;
  private final Caller caller;
  private final Instant expiresAt;
  private final FeedSource source;
  private final TrainingConfig.Feed config;

  private final LinkedBlockingQueue<Command> commands =
      new LinkedBlockingQueue<>(MOST_WAITING_COMMANDS);

  /** Jobs with news, and the number that is known to exist; the largest: nobody knows. */
  private final Map<UUID, Long> news = new ConcurrentHashMap<>();

  private final Semaphore wake = new Semaphore(0);
  private final Map<UUID, Long> cursors = new HashMap<>();
  private volatile Set<UUID> subscribed = Set.of();
  private volatile boolean closed;

  FeedSession(
      WebSocketConnection connection,
      Caller caller,
      Instant expiresAt,
      FeedSource source,
      TrainingConfig.Feed config) {
    this.connection = connection;
    this.caller = caller;
    this.expiresAt = expiresAt;
    this.source = source;
    this.config = config;
  }

  /** Takes what the client said; too much at once ends the socket. */
  void say(Command command) {
    if (!commands.offer(command)) {
      end(new CloseReason(POLICY, "too many commands at once"));
    }
    wake.release();
  }

  /** A job has events up to a number. */
  void changed(UUID job, long last) {
    if (subscribed.contains(job)) {
      news.merge(job, last, Math::max);
      wake.release();
    }
  }

  /** Anything may have happened. */
  void lookAgain() {
    subscribed.forEach(job -> news.put(job, Long.MAX_VALUE));
    wake.release();
  }

  void closed() {
    closed = true;
    wake.release();
  }

  /** Runs until the socket is closed. */
  void pump() {
    try {
      long nextBeat = System.nanoTime() + config.heartbeat().toNanos();
      long nextPoll = System.nanoTime() + config.poll().toNanos();
      while (!closed) {
        boolean answered = answer();
        boolean moved = forward() || answered;
        if (!Instant.now().isBefore(expiresAt)) {
          end(new CloseReason(EXPIRED, "the credential's time is over; connect again"));
          return;
        }
        long now = System.nanoTime();
        if (now >= nextBeat) {
          send(Frames.heartbeat(Instant.now()));
          nextBeat = now + config.heartbeat().toNanos();
        }
        if (now >= nextPoll) {
          lookAgain();
          nextPoll = now + config.poll().toNanos();
        }
        if (!moved) {
          sleep(Math.min(nextBeat, nextPoll) - now);
        }
      }
    } catch (TimeoutException e) {
      cursors.keySet().forEach(job -> sendLate(Frames.closed(job.toString(), "slow-consumer")));
      end(new CloseReason(TRY_AGAIN_LATER, "slow-consumer"));
    } catch (RuntimeException e) {
      if (!closed && connection.isOpen()) {
        Log.warnf("A feed ended: %s", e.getMessage());
        end(new CloseReason(TRY_AGAIN_LATER, "the feed is interrupted; connect again"));
      }
    }
  }

  private void sleep(long nanos) {
    long untilExpiry = expiresAt.toEpochMilli() - System.currentTimeMillis();
    long millis = Math.max(1, Math.min(TimeUnit.NANOSECONDS.toMillis(nanos), untilExpiry));
    try {
      if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  private boolean answer() {
    Command command = commands.poll();
    switch (command) {
      case null -> {
        return false;
      }
      case Command.Ping _ -> send(Frames.pong());
      case Command.Senseless(String detail) -> send(Frames.error(detail));
      case Command.Nowhere(String job) -> send(Frames.closed(job, "not-found"));
      case Command.Unsubscribe(UUID job) -> forget(job);
      case Command.Subscribe(UUID job, long after) -> subscribe(job, after);
    }
    return true;
  }

  private void subscribe(UUID job, long after) {
    if (!cursors.containsKey(job) && cursors.size() >= config.maxSubscriptions()) {
      send(
          Frames.error(
              "a socket has at most %d subscriptions".formatted(config.maxSubscriptions())));
      return;
    }
    Optional<Job> found = source.visible(job, caller);
    if (found.isEmpty()) {
      forget(job);
      send(Frames.closed(job.toString(), "not-found"));
      return;
    }
    long from = Math.min(after, found.get().course().lastSeq());
    send(Frames.subscribed(job.toString(), from));
    cursors.put(job, from);
    subscribed = Set.copyOf(cursors.keySet());
    news.put(job, Long.MAX_VALUE);
  }

  /** One page for each job that has news, so that no job keeps the others waiting. */
  private boolean forward() {
    boolean moved = false;
    for (UUID job : List.copyOf(news.keySet())) {
      Long known = news.remove(job);
      Long cursor = cursors.get(job);
      if (cursor != null && known > cursor) {
        moved |= forward(job, cursor);
      }
    }
    return moved;
  }

  private boolean forward(UUID job, long cursor) {
    FrameWindow.Page page = source.after(job, cursor);
    if (!page.frames().isEmpty()) {
      send(job, page.frames());
    } else if (source.visible(job, caller).isEmpty()) {
      forget(job);
      send(Frames.closed(job.toString(), "deleted"));
    }
    if (page.more()) {
      news.put(job, Long.MAX_VALUE);
    }
    return !page.frames().isEmpty();
  }

  private void forget(UUID job) {
    cursors.remove(job);
    subscribed = Set.copyOf(cursors.keySet());
  }

  /** Several frames in a message, a line each: a message of its own for each costs far more. */
  private void send(UUID job, List<Frame> frames) {
    var message = new StringBuilder();
    for (Frame frame : frames) {
      if (!message.isEmpty() && message.length() + frame.text().length() > MESSAGE_CHARACTERS) {
        send(message.toString());
        message.setLength(0);
      }
      message.append(message.isEmpty() ? "" : "\n").append(frame.text());
    }
    send(message.toString());
    cursors.put(job, frames.getLast().seq());
  }

  private void send(String frame) {
    connection.sendText(frame).await().atMost(config.sendTimeout());
  }

  /** Without waiting: whoever took nothing for so long may never take this. */
  private void sendLate(String frame) {
    connection.sendText(frame).subscribe().with(_ -> {}, _ -> {});
  }

  private void end(CloseReason reason) {
    closed = true;
    wake.release();
    connection.close(reason).subscribe().with(_ -> {}, _ -> {});
  }
}
