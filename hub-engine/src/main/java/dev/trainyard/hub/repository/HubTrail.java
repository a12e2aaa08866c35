package dev.trainyard.hub.repository;

import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import dev.trainyard.data.audit.AuditedAction;
import dev.trainyard.hub.HubKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Map;
import java.util.UUID;

/** Writes what becomes of repositories into the audit trail, for example {@code dataset.commit}. */
@ApplicationScoped
public class HubTrail {

  /** Stands for all repositories. */
  private static final UUID ALL = new UUID(0, 0);

  private final AuditTrail trail;
  private final HubKind kind;

  HubTrail(AuditTrail trail, HubKind kind) {
    this.trail = trail;
    this.kind = kind;
  }

  /** A change that commits with this entry; call it last in the transaction. */
  @Transactional(TxType.MANDATORY)
  public void changed(
      Caller caller, HubChange change, String repository, Map<String, String> details) {
    changed(Actor.of(caller), change, repository, details);
  }

  @Transactional(TxType.MANDATORY)
  void changed(Actor actor, HubChange change, String repository, Map<String, String> details) {
    trail.success(actor, action(change), repository, details);
  }

  void seen(Caller caller, RepositoryRef repository) {
    trail.seen(Actor.of(caller), action(HubChange.READ), repository.id(), repository.fullName());
  }

  void listed(Caller caller) {
    trail.seen(Actor.of(caller), action(HubChange.LIST), ALL, kind.plural());
  }

  private AuditedAction action(HubChange change) {
    String text = kind.guarded().text() + "." + change.text();
    return () -> text;
  }
}
