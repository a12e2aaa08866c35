package dev.trainyard.model.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.Restriction;
import dev.trainyard.commons.security.Scopes;
import dev.trainyard.commons.security.Visibility;
import dev.trainyard.model.serving.Observation;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplicaProgressTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final URI ADDRESS = URI.create("http://127.0.0.1:1234");
  private static final Observation RUNNING = new Observation.Running(ADDRESS);
  private static final Verdict OPEN = new Verdict.Open("it cannot be reached");

  private final UUID instance = UUID.randomUUID();
  private final ReplicaProgress progress =
      new ReplicaProgress(instance, Duration.ofSeconds(60), Duration.ofSeconds(5));
  private final ReplicaEntity replica = new ReplicaEntity(deployment(), 0, instance, NOW);
  private Instant now = NOW;

  @Test
  void startsWhatIsNotThere() {
    assertThat(see(new Observation.Absent()).starts()).containsExactly(replica);
    assertThat(replica.state()).isEqualTo(ReplicaState.STARTING);
  }

  @Test
  void isReadyOnlyAfterTheRightAnswer() {
    // Given
    see(RUNNING);
    assertThat(replica.state()).isEqualTo(ReplicaState.CHECKING);
    see(RUNNING, OPEN);
    assertThat(replica.state()).isEqualTo(ReplicaState.CHECKING);

    // When
    see(RUNNING, new Verdict.Good());

    // Then
    assertThat(replica.state()).isEqualTo(ReplicaState.READY);
    assertThat(replica.address()).contains(ADDRESS.toString());
  }

  @Test
  void wrongAnswerIsFinal() {
    // Given
    see(RUNNING);

    // When
    Actions actions = see(RUNNING, new Verdict.Wrong("output y is 3"));

    // Then
    assertThat(actions.stops()).containsExactly(replica.key());
    now = now.plusSeconds(3600);
    assertThat(see(new Observation.Absent()).starts()).isEmpty();
    assertThat(replica.state()).isEqualTo(ReplicaState.FAILED);
    assertThat(replica.reason()).contains("output y is 3");
  }

  @Test
  void exampleThatIsNeverAnsweredIsAFailure() {
    // Given
    see(RUNNING);

    // When
    now = now.plusSeconds(61);
    Actions actions = see(RUNNING, OPEN);

    // Then
    assertThat(actions.stops()).hasSize(1);
    assertThat(replica.state()).isEqualTo(ReplicaState.RESTARTING);
    assertThat(replica.reason().orElseThrow()).contains("within 60 s: it cannot be reached");
  }

  @Test
  void crashesBackOffAndCountAsFailedAfterFive() {
    // Given
    Observation ended = new Observation.Ended("code 3");

    // When
    see(ended);
    Duration first = Duration.between(now, replica.nextAttemptAt().orElseThrow());
    for (int i = 0; i < 4; i++) {
      now = replica.nextAttemptAt().orElseThrow();
      see(ended);
      see(ended);
    }

    // Then
    assertThat(first).isEqualTo(Duration.ofSeconds(1));
    assertThat(Duration.between(now, replica.nextAttemptAt().orElseThrow()))
        .isEqualTo(Duration.ofSeconds(16));
    assertThat(replica.state()).isEqualTo(ReplicaState.FAILED);
    assertThat(replica.reason()).contains("failed 5 times in a row: code 3");
    assertThat(replica.restarts()).isEqualTo(4);
  }

  @Test
  void doesNotStartAgainBeforeTheOldOneIsGone() {
    // Given
    see(new Observation.Ended("code 3"));
    now = now.plusSeconds(60);

    // When
    Actions actions = see(new Observation.Leaving());

    // Then
    assertThat(actions.starts()).isEmpty();
    assertThat(actions.stops()).containsExactly(replica.key());
  }

  @Test
  void vanishedReplicaIsStartedWithoutBlame() {
    // Given
    see(RUNNING);
    see(RUNNING, new Verdict.Good());

    // When
    Actions actions = see(new Observation.Absent());

    // Then
    assertThat(actions.starts()).containsExactly(replica);
    assertThat(replica.failures()).isZero();
    assertThat(replica.state()).isEqualTo(ReplicaState.STARTING);
    assertThat(replica.address()).isEmpty();
  }

  @Test
  void hungReplicaIsRestarted() {
    // Given
    see(RUNNING);
    see(RUNNING, new Verdict.Good());

    // When
    Actions actions = see(RUNNING, new Verdict.Silent("hung"));

    // Then
    assertThat(actions.stops()).containsExactly(replica.key());
    assertThat(replica.state()).isEqualTo(ReplicaState.RESTARTING);
  }

  @Test
  void otherAddressIsCheckedAnew() {
    // Given
    see(RUNNING);
    see(RUNNING, new Verdict.Good());

    // When
    see(new Observation.Running(URI.create("http://127.0.0.1:9")), new Verdict.Good());

    // Then
    assertThat(replica.state()).isEqualTo(ReplicaState.CHECKING);
  }

  @Test
  void drainingTakesItsTimeThenEnds() {
    // Given
    replica.drain(now);
    now = now.plusSeconds(4);
    assertThat(see(RUNNING).stops()).isEmpty();

    // When
    now = now.plusSeconds(1);
    Actions ending = see(RUNNING);
    Actions gone = see(new Observation.Absent());

    // Then
    assertThat(ending.stops()).containsExactly(replica.key());
    assertThat(gone.removed()).containsExactly(replica);
  }

  private Actions see(Observation observation) {
    return see(observation, OPEN);
  }

  private Actions see(Observation observation, Verdict verdict) {
    Actions actions = new Actions();
    progress.advance(replica, new Sight(observation, verdict), actions, now);
    return actions;
  }

  private static DeploymentEntity deployment() {
    var ada =
        new Caller(
            UUID.randomUUID(),
            "ada",
            Set.of(),
            Map.of(),
            Scopes.parse("read write"),
            Restriction.none(),
            "session",
            Optional.empty(),
            Optional.empty());
    return new DeploymentEntity("ada", "house", Visibility.PRIVATE, ada, NOW)
        .serving(UUID.randomUUID(), "ada/house", 1, 1);
  }
}
