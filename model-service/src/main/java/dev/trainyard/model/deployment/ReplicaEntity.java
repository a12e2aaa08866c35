package dev.trainyard.model.deployment;

import dev.trainyard.model.serving.ReplicaKey;
import dev.trainyard.runtime.process.RestartBackoff;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One replica as the reconciler last saw it, with what it needs to go on after a restart. */
@Entity
@Table(name = "replica")
class ReplicaEntity {

  /** Failures in a row after which a replica counts as failed, although it is still retried. */
  private static final int FAILURES_OF_A_LOOP = 5;

  private static final int LONGEST_REASON = 2000;

  @Id private UUID id;

  @Column(name = "deployment_id", updatable = false)
  private UUID deploymentId;

  @Column(updatable = false)
  private int index;

  @Column(updatable = false)
  private int version;

  private int generation;
  private String state;
  private String reason;
  private String address;
  private int failures;
  private int restarts;
  private boolean served;

  @Column(name = "instance_id")
  private UUID instanceId;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "started_at")
  private Instant startedAt;

  @Column(name = "state_since")
  private Instant stateSince;

  @Column(name = "next_attempt_at")
  private Instant nextAttemptAt;

  protected ReplicaEntity() {} // for Hibernate

  ReplicaEntity(DeploymentEntity deployment, int index, UUID instance, Instant now) {
    this.id = UUID.randomUUID();
    this.deploymentId = deployment.id();
    this.index = index;
    this.version = deployment.version();
    this.generation = deployment.generation();
    this.instanceId = instance;
    this.createdAt = now;
    this.startedAt = now;
    enter(ReplicaState.STARTING, now);
  }

  ReplicaKey key() {
    return new ReplicaKey(deploymentId, id);
  }

  UUID id() {
    return id;
  }

  UUID deploymentId() {
    return deploymentId;
  }

  int index() {
    return index;
  }

  int version() {
    return version;
  }

  int generation() {
    return generation;
  }

  ReplicaState state() {
    return ReplicaState.fromText(state);
  }

  boolean is(ReplicaState other) {
    return state().equals(other);
  }

  Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  Optional<String> address() {
    return Optional.ofNullable(address);
  }

  int failures() {
    return failures;
  }

  int restarts() {
    return restarts;
  }

  /** Whether it has ever been ready. */
  boolean served() {
    return served;
  }

  UUID instanceId() {
    return instanceId;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant startedAt() {
    return startedAt;
  }

  Duration inStateFor(Instant now) {
    return Duration.between(stateSince, now);
  }

  /** When to try again; empty while it runs, and when trying again is useless. */
  Optional<Instant> nextAttemptAt() {
    return Optional.ofNullable(nextAttemptAt);
  }

  /** Takes over what the deployment wants now, when its version is still the right one. */
  void confirm(int wanted) {
    generation = wanted;
  }

  /** A first start, or one after a failure. */
  void start(UUID instance, Instant now) {
    restarts++;
    instanceId = instance;
    startedAt = now;
    nextAttemptAt = null;
    address = null;
    reason = null;
    enter(ReplicaState.STARTING, now);
  }

  /** Clears the memory of failures, because people asked for another attempt. */
  void forgive() {
    failures = 0;
  }

  void checking(String at, Instant now) {
    address = at;
    enter(ReplicaState.CHECKING, now);
  }

  void ready(Instant now) {
    reason = null;
    served = true;
    enter(ReplicaState.READY, now);
  }

  /** Ended or misbehaved: another attempt after a back-off. */
  void crashed(String why, Instant now) {
    Duration healthy = is(ReplicaState.READY) ? inStateFor(now) : Duration.ZERO;
    RestartBackoff backoff = new RestartBackoff(failures).afterRunOf(healthy);
    failures = backoff.failures();
    nextAttemptAt = now.plus(backoff.delay());
    address = null;
    boolean loops = failures >= FAILURES_OF_A_LOOP;
    reason = bounded(loops ? "failed %d times in a row: %s".formatted(failures, why) : why);
    enter(loops ? ReplicaState.FAILED : ReplicaState.RESTARTING, now);
  }

  /** Runs, but is not what it should be; another attempt would end the same way. */
  void rejected(String why, Instant now) {
    nextAttemptAt = null;
    address = null;
    reason = bounded(why);
    enter(ReplicaState.FAILED, now);
  }

  void drain(Instant now) {
    enter(ReplicaState.DRAINING, now);
  }

  void stopping(Instant now) {
    address = null;
    enter(ReplicaState.STOPPING, now);
  }

  private void enter(ReplicaState next, Instant now) {
    state = next.text();
    stateSince = now;
  }

  private static String bounded(String why) {
    return why.length() <= LONGEST_REASON ? why : why.substring(0, LONGEST_REASON);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReplicaEntity replica && id.equals(replica.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
