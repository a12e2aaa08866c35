package dev.trainyard.model.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.Restriction;
import dev.trainyard.commons.security.Scopes;
import dev.trainyard.commons.security.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RolloutTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final UUID INSTANCE = UUID.randomUUID();

  private final Rollout rollout = new Rollout(INSTANCE);
  private final List<ReplicaEntity> replicas = new ArrayList<>();

  @Test
  void createsAllReplicasOfANewDeploymentAtOnce() {
    // Given
    DeploymentEntity deployment = deployment(1, 3);

    // When
    Actions actions = plan(deployment);

    // Then
    assertThat(actions.created()).extracting(ReplicaEntity::index).containsExactly(0, 1, 2);
    assertThat(actions.starts()).hasSize(3);
  }

  @Test
  void createsOneNewReplicaAtATimeWhileOldOnesServe() {
    // Given
    DeploymentEntity deployment = deployment(1, 3);
    readyReplicas(deployment, 0, 1, 2);
    deployment.want(2, 3, Visibility.PRIVATE, NOW);

    // When
    Actions actions = plan(deployment);

    // Then
    assertThat(actions.created()).extracting(ReplicaEntity::index).containsExactly(0);
    assertThat(states()).containsExactly("ready", "ready", "ready", "starting");
  }

  @Test
  void drainsTheOldReplicaOnlyWhenItsSuccessorIsReady() {
    // Given
    DeploymentEntity deployment = deployment(1, 2);
    readyReplicas(deployment, 0, 1);
    deployment.want(2, 2, Visibility.PRIVATE, NOW);
    plan(deployment);
    replicas.get(2).checking("http://127.0.0.1:1", NOW);
    plan(deployment);
    assertThat(states()).containsExactly("ready", "ready", "checking");

    // When
    replicas.get(2).ready(NOW);
    plan(deployment);

    // Then
    assertThat(states()).containsExactly("draining", "ready", "ready", "starting");
  }

  @Test
  void keepsWhatServesWhenTheNewVersionFails() {
    // Given
    DeploymentEntity deployment = deployment(1, 1);
    readyReplicas(deployment, 0);
    deployment.want(2, 1, Visibility.PRIVATE, NOW);
    plan(deployment);
    replicas.get(1).rejected("wrong answer", NOW);

    // When
    Actions actions = plan(deployment);

    // Then
    assertThat(states()).containsExactly("ready", "failed");
    assertThat(actions.created()).isEmpty();
  }

  @Test
  void keepsAnOldReplicaThatCrashedWhileTheNewVersionFails() {
    // Given
    DeploymentEntity deployment = deployment(1, 1);
    readyReplicas(deployment, 0);
    deployment.want(2, 1, Visibility.PRIVATE, NOW);
    plan(deployment);
    replicas.get(1).rejected("wrong answer", NOW);

    // When
    replicas.get(0).crashed("gone", NOW);
    plan(deployment);

    // Then
    assertThat(states()).containsExactly("restarting", "failed");
  }

  @Test
  void goingBackKeepsTheOldReplicaAndEndsTheFailedOne() {
    // Given
    DeploymentEntity deployment = deployment(1, 1);
    readyReplicas(deployment, 0);
    deployment.want(2, 1, Visibility.PRIVATE, NOW);
    plan(deployment);
    replicas.get(1).rejected("wrong answer", NOW);

    // When
    deployment.want(1, 1, Visibility.PRIVATE, NOW);
    Actions actions = plan(deployment);

    // Then
    assertThat(states()).containsExactly("ready", "stopping");
    assertThat(actions.created()).isEmpty();
  }

  @Test
  void scalingDownDrainsTheHighestIndexes() {
    // Given
    DeploymentEntity deployment = deployment(1, 3);
    readyReplicas(deployment, 0, 1, 2);

    // When
    deployment.want(1, 1, Visibility.PRIVATE, NOW);
    plan(deployment);

    // Then
    assertThat(states()).containsExactly("ready", "draining", "draining");
  }

  @Test
  void scalingDownKeepsTheOnlyReplicaThatServes() {
    // Given
    DeploymentEntity deployment = deployment(1, 2);
    readyReplicas(deployment, 0, 1);
    replicas.get(0).crashed("gone", NOW);

    // When
    deployment.want(1, 1, Visibility.PRIVATE, NOW);
    plan(deployment);

    // Then
    assertThat(states()).containsExactly("restarting", "ready");
  }

  @Test
  void everyChangeGivesAFailedReplicaAnotherAttempt() {
    // Given
    DeploymentEntity deployment = deployment(1, 1);
    readyReplicas(deployment, 0);
    replicas.get(0).rejected("wrong answer", NOW);
    assertThat(plan(deployment).starts()).isEmpty();

    // When
    deployment.want(DesiredState.RUNNING, NOW);
    Actions actions = plan(deployment);

    // Then
    assertThat(actions.starts()).containsExactly(replicas.get(0));
    assertThat(states()).containsExactly("starting");
  }

  @Test
  void stoppingDrainsWhatServesAndEndsTheRest() {
    // Given
    DeploymentEntity deployment = deployment(1, 2);
    readyReplicas(deployment, 0, 1);
    replicas.get(1).crashed("gone", NOW);

    // When
    deployment.want(DesiredState.STOPPED, NOW);
    plan(deployment);

    // Then
    assertThat(states()).containsExactly("draining", "stopping");
  }

  private Actions plan(DeploymentEntity deployment) {
    Actions actions = new Actions();
    rollout.plan(deployment, replicas, actions, NOW);
    replicas.addAll(actions.created());
    return actions;
  }

  private void readyReplicas(DeploymentEntity deployment, int... indexes) {
    for (int index : indexes) {
      var replica = new ReplicaEntity(deployment, index, INSTANCE, NOW);
      replica.checking("http://127.0.0.1:" + (1000 + index), NOW);
      replica.ready(NOW);
      replicas.add(replica);
    }
  }

  private List<String> states() {
    return replicas.stream().map(replica -> replica.state().text()).toList();
  }

  private static DeploymentEntity deployment(int version, int count) {
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
        .serving(UUID.randomUUID(), "ada/house", version, count);
  }
}
