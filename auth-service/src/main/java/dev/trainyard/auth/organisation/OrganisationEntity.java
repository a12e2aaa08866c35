package dev.trainyard.auth.organisation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/**
 * A namespace that several people share. Never leaves this package. Only columns that changed are
 * written: whoever changes one without holding the row undoes nothing that was decided meanwhile.
 */
@Entity
@DynamicUpdate
@Table(name = "organisation")
class OrganisationEntity {

  @Id private UUID id;

  @Column(updatable = false)
  private String name;

  @Column(name = "display_name")
  private String displayName;

  @Column(name = "requires_second_factor")
  private boolean requiresSecondFactor;

  /** Set as long as the organisation waits for its deletion, or goes. */
  @Column(name = "deletion_at")
  private Instant deletionAt;

  /** Whether what it owns is being erased, which cannot be taken back. */
  private boolean going;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  protected OrganisationEntity() {} // for Hibernate

  OrganisationEntity(String name, String displayName, Instant createdAt) {
    this.id = UUID.randomUUID();
    this.name = name;
    this.displayName = displayName;
    this.createdAt = createdAt;
  }

  UUID id() {
    return id;
  }

  String name() {
    return name;
  }

  String displayName() {
    return displayName;
  }

  void displayName(String value) {
    this.displayName = value;
  }

  boolean requiresSecondFactor() {
    return requiresSecondFactor;
  }

  void requiresSecondFactor(boolean value) {
    this.requiresSecondFactor = value;
  }

  Instant deletionAt() {
    return deletionAt;
  }

  void awaitDeletion(Instant until) {
    this.deletionAt = until;
  }

  boolean isRestorable(Instant now) {
    return deletionAt != null && !going && now.isBefore(deletionAt);
  }

  void restore() {
    this.deletionAt = null;
  }

  void go() {
    this.going = true;
  }

  Instant createdAt() {
    return createdAt;
  }
}
