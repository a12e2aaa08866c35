package dev.trainyard.training.feed;

import dev.trainyard.commons.security.Caller;
import dev.trainyard.training.config.TrainingConfig;
import dev.trainyard.training.signal.Signal;
import dev.trainyard.training.signal.SignalListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The open sockets of this replica; passes on to them what the replicas tell each other. */
@ApplicationScoped
class FeedHub implements SignalListener {

  private static final int TRY_AGAIN_LATER = 1013;

  private final FeedSource source;
  private final TrainingConfig.Feed config;
  private final Map<String, FeedSession> sessions = new ConcurrentHashMap<>();

  FeedHub(FeedSource source, TrainingConfig config, MeterRegistry meters) {
    this.source = source;
    this.config = config.feed();
    meters.gaugeMapSize("trainyard.feed.sockets", List.of(), sessions);
  }

  void open(WebSocketConnection connection, Caller caller, Instant expiresAt) {
    if (sessions.size() >= config.maxSockets()) {
      connection
          .close(new CloseReason(TRY_AGAIN_LATER, "too many sockets"))
          .subscribe()
          .with(_ -> {}, _ -> {});
      return;
    }
    var session = new FeedSession(connection, caller, expiresAt, source, config);
    sessions.put(connection.id(), session);
    Thread.ofVirtual()
        .name("feed-" + connection.id())
        .start(
            () -> {
              try {
                session.pump();
              } finally {
                // Not only when the socket closes: one whose client sleeps may take its time.
                closed(connection);
              }
            });
  }

  Optional<FeedSession> session(WebSocketConnection connection) {
    return Optional.ofNullable(sessions.get(connection.id()));
  }

  void closed(WebSocketConnection connection) {
    Optional.ofNullable(sessions.remove(connection.id())).ifPresent(FeedSession::closed);
  }

  @Override
  public void on(Signal signal) {
    switch (signal) {
      case Signal.Changed(UUID job, long last) -> changed(job, last);
      case Signal.Deleted _ -> {
        source.forget(signal.job());
        changed(signal.job(), Long.MAX_VALUE);
      }
      case Signal.Queued _, Signal.CancelRequested _ -> {}
    }
  }

  private void changed(UUID job, long last) {
    sessions.values().forEach(session -> session.changed(job, last));
  }

  @Override
  public void lookAgain() {
    sessions.values().forEach(FeedSession::lookAgain);
  }
}
