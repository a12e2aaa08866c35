package dev.trainyard.auth.audit;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.web.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Appends what happened. A success is written in the transaction of the change itself, so there is
 * neither a change without its row nor a row without its change.
 */
@ApplicationScoped
public class AuditLog {

  private final AuditRepository events;
  private final Clock clock;

  AuditLog(AuditRepository events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /** Records a change that commits with this row or not at all. */
  @Transactional(TxType.MANDATORY)
  public void success(Actor actor, AuditAction action, Object target, Map<String, String> details) {
    append(actor, action, target, "success", details);
  }

  /** Records an attempt that was refused, whatever becomes of the caller's transaction. */
  @Transactional(TxType.REQUIRES_NEW)
  public void refused(Actor actor, AuditAction action, Object target, Map<String, String> details) {
    append(actor, action, target, "refused", details);
  }

  /** Newest first. */
  @Transactional
  Page<AuditEventResponse> list(AuditFilter filter, Cursor cursor, int limit) {
    long before = cursor == null ? Long.MAX_VALUE : cursor.number(0);
    List<AuditEntity> rows = events.newestFirst(filter, before, limit + 1);
    return Page.of(rows, limit, AuditEntity::toResponse, row -> Cursor.of(row.id()));
  }

  private void append(
      Actor actor, AuditAction action, Object target, String outcome, Map<String, String> details) {
    events.persist(
        new AuditEntity(clock.instant(), actor, action, target.toString(), RequestId.current())
            .with(outcome, Map.copyOf(details)));
  }
}
