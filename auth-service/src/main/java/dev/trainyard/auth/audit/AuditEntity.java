package dev.trainyard.auth.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of the append-only audit log. Never leaves this package. */
@Entity
@Immutable
@Table(name = "audit_event")
class AuditEntity {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private Instant at;

  @Column(name = "actor_id")
  private UUID actorId;

  private String actor;
  private String action;
  private String target;
  private String outcome;

  @Column(name = "request_id")
  private String requestId;

  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> details;

  protected AuditEntity() {} // for Hibernate

  AuditEntity(Instant at, Actor actor, AuditAction action, String target, String requestId) {
    this.at = at;
    this.actorId = actor.id();
    this.actor = actor.name();
    this.action = action.text();
    this.target = target;
    this.requestId = requestId;
  }

  AuditEntity with(String outcome, Map<String, String> details) {
    this.outcome = outcome;
    this.details = details;
    return this;
  }

  long id() {
    return id;
  }

  AuditEventResponse toResponse() {
    return new AuditEventResponse(id, at, actor, action, target, outcome, requestId, details);
  }
}
