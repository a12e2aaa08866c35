package dev.trainyard.model.deployment;

import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.Visibility;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/**
 * What people asked for, and who carries it out. Lease columns are written by statements of {@link
 * DeploymentRepository} alone; only changed columns are written, so the two never undo each other.
 */
@Entity
@DynamicUpdate
@Table(name = "deployment")
class DeploymentEntity {

  @Id private UUID id;

  @Column(updatable = false)
  private String namespace;

  @Column(updatable = false)
  private String name;

  @Column(name = "repository_id", updatable = false)
  private UUID repositoryId;

  @Column(updatable = false)
  private String model;

  private int version;
  private String desired;

  @Column(name = "desired_replicas")
  private int desiredReplicas;

  private String visibility;
  private int generation;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "created_by", updatable = false)
  private String createdBy;

  @Column(name = "creator_id", updatable = false)
  private UUID creatorId;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "routes_version")
  private long routesVersion;

  @Column(name = "lease_until", insertable = false, updatable = false)
  private Instant leaseUntil;

  @Column(name = "lease_holder", insertable = false, updatable = false)
  private UUID leaseHolder;

  @Column(insertable = false, updatable = false)
  private long fence;

  @Column(name = "decided_fence")
  private long decidedFence;

  protected DeploymentEntity() {} // for Hibernate

  DeploymentEntity(
      String namespace, String name, Visibility visibility, Caller creator, Instant at) {
    this.id = UUID.randomUUID();
    this.namespace = namespace;
    this.name = name;
    this.visibility = visibility.text();
    this.createdBy = creator.name();
    this.creatorId = creator.subject();
    this.createdAt = at;
    this.updatedAt = at;
    this.desired = DesiredState.RUNNING.text();
    this.generation = 1;
  }

  /** Says what is to run; the model never changes afterwards, the other two may. */
  DeploymentEntity serving(UUID repository, String modelName, int number, int replicas) {
    this.repositoryId = repository;
    this.model = modelName;
    this.version = number;
    this.desiredReplicas = replicas;
    return this;
  }

  UUID id() {
    return id;
  }

  String namespace() {
    return namespace;
  }

  String name() {
    return name;
  }

  /** The public name, {@code namespace/name}. */
  String fullName() {
    return namespace + "/" + name;
  }

  UUID repositoryId() {
    return repositoryId;
  }

  String model() {
    return model;
  }

  int version() {
    return version;
  }

  DesiredState desired() {
    return DesiredState.fromText(desired);
  }

  int desiredReplicas() {
    return desiredReplicas;
  }

  Visibility visibility() {
    return Visibility.fromText(visibility);
  }

  /** Grows with every change of what people want. */
  int generation() {
    return generation;
  }

  Instant createdAt() {
    return createdAt;
  }

  String createdBy() {
    return createdBy;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  /** Grows with every change of the set of addresses that take requests. */
  long routesVersion() {
    return routesVersion;
  }

  boolean createdBy(Caller caller) {
    return creatorId.equals(caller.subject());
  }

  /**
   * Whether a service instance looks after the replicas, and has looked since it took over, so that
   * what their rows say is true.
   */
  boolean attended(Instant now) {
    return leaseUntil != null && leaseUntil.isAfter(now) && decidedFence == fence;
  }

  /** Records that the holder of this lease has looked at the replicas. */
  void decided(Lease lease) {
    decidedFence = lease.fence();
  }

  /** Whether this instance holds the lease, under this very fence. */
  boolean heldBy(UUID holder, Lease lease) {
    return holder.equals(leaseHolder) && fence == lease.fence();
  }

  void want(DesiredState state, Instant at) {
    desired = state.text();
    routesChanged();
    touch(at);
  }

  void want(int number, int replicas, Visibility audience, Instant at) {
    version = number;
    desiredReplicas = replicas;
    visibility = audience.text();
    touch(at);
  }

  private void touch(Instant at) {
    generation++;
    updatedAt = at;
  }

  void routesChanged() {
    routesVersion++;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeploymentEntity deployment && id.equals(deployment.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
