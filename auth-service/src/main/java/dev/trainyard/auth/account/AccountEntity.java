package dev.trainyard.auth.account;

import dev.trainyard.commons.security.Caller;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/**
 * A person, or the built-in operator. Never leaves this package. Only columns that changed are
 * written: whoever changes one without holding the row undoes nothing that was decided meanwhile.
 */
@Entity
@DynamicUpdate
@Table(name = "account")
class AccountEntity {

  @Id private UUID id;

  @Column(updatable = false)
  private String name;

  private String email;

  @Column(name = "display_name")
  private String displayName;

  private String password;
  private boolean active;

  @Column(updatable = false)
  private boolean operator;

  private boolean admin;
  private boolean auditor;

  @Column(name = "email_verified_at")
  private Instant emailVerifiedAt;

  /** Set as long as the account waits for its deletion. */
  @Column(name = "deletion_at")
  private Instant deletionAt;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  protected AccountEntity() {} // for Hibernate

  AccountEntity(NewAccount account, Instant createdAt) {
    this.id = UUID.randomUUID();
    this.name = account.name();
    this.email = account.email();
    this.displayName = account.displayName();
    this.password = account.passwordHash();
    this.active = true;
    this.operator = account.operator();
    this.createdAt = createdAt;
    this.emailVerifiedAt = account.emailVerified() ? createdAt : null;
    roles(account.roles());
  }

  UUID id() {
    return id;
  }

  String name() {
    return name;
  }

  boolean active() {
    return active;
  }

  boolean admin() {
    return admin;
  }

  boolean operator() {
    return operator;
  }

  Optional<String> password() {
    return Optional.ofNullable(password);
  }

  void password(String hash) {
    this.password = hash;
  }

  /** Either way the account waits for no deletion any more. */
  void active(boolean value) {
    this.active = value;
    this.deletionAt = null;
  }

  /** Switches the account off until it is deleted. */
  void awaitDeletion(Instant until) {
    this.active = false;
    this.deletionAt = until;
  }

  Optional<Instant> deletionAt() {
    return Optional.ofNullable(deletionAt);
  }

  /** Whether its owner can still take the deletion back. */
  boolean isRestorable(Instant now) {
    return deletionAt != null && now.isBefore(deletionAt);
  }

  void displayName(String value) {
    this.displayName = value;
  }

  Optional<String> email() {
    return Optional.ofNullable(email);
  }

  /** Another address is as good as unknown until it has proved itself. */
  void email(String value) {
    this.email = value;
    this.emailVerifiedAt = null;
  }

  void emailVerified(Instant at) {
    this.emailVerifiedAt = at;
  }

  final void roles(Set<String> roles) {
    this.admin = roles.contains(Caller.ADMIN);
    this.auditor = roles.contains(Caller.AUDITOR);
  }

  Account toAccount() {
    List<String> roles = new ArrayList<>(List.of("user"));
    if (admin) {
      roles.add(Caller.ADMIN);
    }
    if (auditor) {
      roles.add(Caller.AUDITOR);
    }
    return new Account(
        id,
        name,
        displayName,
        email,
        emailVerifiedAt != null,
        roles,
        active,
        operator,
        createdAt,
        deletionAt);
  }
}
