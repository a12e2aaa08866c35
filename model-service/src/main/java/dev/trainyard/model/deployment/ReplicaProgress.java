package dev.trainyard.model.deployment;

import dev.trainyard.model.serving.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Takes one replica from what its row says to what is seen of it. */
final class ReplicaProgress {

  private final UUID instance;
  private final Duration checkTimeout;
  private final Duration drain;

  ReplicaProgress(UUID instance, Duration checkTimeout, Duration drain) {
    this.instance = instance;
    this.checkTimeout = checkTimeout;
    this.drain = drain;
  }

  void advance(ReplicaEntity replica, Sight sight, Actions actions, Instant now) {
    switch (replica.state()) {
      case STARTING -> starting(replica, sight.observation(), actions, now);
      case CHECKING -> checking(replica, sight, actions, now);
      case READY -> ready(replica, sight, actions, now);
      case RESTARTING, FAILED -> waiting(replica, sight, actions, now);
      case DRAINING -> draining(replica, sight, actions, now);
      case STOPPING -> stopping(replica, sight, actions);
    }
  }

  private void starting(
      ReplicaEntity replica, Observation observation, Actions actions, Instant now) {
    switch (observation) {
      case Observation.Absent() -> actions.start(replica);
      case Observation.Preparing(), Observation.Leaving() -> {}
      case Observation.Running(var address) -> replica.checking(address.toString(), now);
      case Observation.Ended(var reason) -> replica.crashed(reason, now);
    }
  }

  private void checking(ReplicaEntity replica, Sight sight, Actions actions, Instant now) {
    if (!stillRuns(replica, sight.observation(), actions, now)) {
      return;
    }
    switch (sight.verdict()) {
      case Verdict.Good() -> replica.ready(now);
      case Verdict.Wrong(var reason) -> {
        replica.rejected(reason, now);
        actions.stop(replica.key());
      }
      case Verdict.Open(var reason) -> {
        if (replica.inStateFor(now).compareTo(checkTimeout) > 0) {
          replica.crashed(
              "it did not answer its example within %d s: %s"
                  .formatted(checkTimeout.toSeconds(), reason),
              now);
          actions.stop(replica.key());
        }
      }
      case Verdict.Silent(var reason) -> {
        replica.crashed(reason, now);
        actions.stop(replica.key());
      }
    }
  }

  private void ready(ReplicaEntity replica, Sight sight, Actions actions, Instant now) {
    if (stillRuns(replica, sight.observation(), actions, now)
        && sight.verdict() instanceof Verdict.Silent(var reason)) {
      replica.crashed(reason, now);
      actions.stop(replica.key());
    }
  }

  /** Absence without an end means that it went away together with the instance that ran it. */
  private boolean stillRuns(
      ReplicaEntity replica, Observation observation, Actions actions, Instant now) {
    return switch (observation) {
      case Observation.Running(var address)
          when replica.address().orElse("").equals(address.toString()) ->
          true;
      case Observation.Running(var address) -> {
        replica.checking(address.toString(), now);
        yield false;
      }
      case Observation.Ended(var reason) -> {
        replica.crashed(reason, now);
        yield false;
      }
      case Observation.Absent(), Observation.Preparing(), Observation.Leaving() -> {
        replica.start(instance, now);
        actions.start(replica);
        yield false;
      }
    };
  }

  private void waiting(ReplicaEntity replica, Sight sight, Actions actions, Instant now) {
    boolean due = replica.nextAttemptAt().map(at -> !now.isBefore(at)).orElse(false);
    if (!sight.isGone()) {
      actions.stop(replica.key());
    } else if (due) {
      replica.start(instance, now);
      actions.start(replica);
    }
  }

  private void draining(ReplicaEntity replica, Sight sight, Actions actions, Instant now) {
    if (sight.isGone() || replica.inStateFor(now).compareTo(drain) >= 0) {
      replica.stopping(now);
      actions.stop(replica.key());
    }
  }

  private void stopping(ReplicaEntity replica, Sight sight, Actions actions) {
    if (sight.isGone()) {
      actions.remove(replica);
    } else {
      actions.stop(replica.key());
    }
  }
}
