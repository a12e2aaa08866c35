package dev.trainyard.auth.leak;

import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends tokens that were found where they should not be, on the word of whoever holds them. */
@ApplicationScoped
class LeakedTokens {

  private final List<RevocableSecrets> kinds;
  private final AuditTrail audit;
  private final Event<TokenLeaked> leaked;

  LeakedTokens(@All List<RevocableSecrets> kinds, AuditTrail audit, Event<TokenLeaked> leaked) {
    this.kinds = kinds;
    this.audit = audit;
    this.leaked = leaked;
  }

  /** An unknown token is no error: the answer tells nobody which tokens there are. */
  @Transactional
  void revoke(String secret) {
    kinds.stream()
        .map(kind -> kind.revoke(secret))
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(this::tell);
  }

  private void tell(TokenLeaked leak) {
    leaked.fire(leak);
    audit.success(
        Actor.anonymous(),
        AuditAction.TOKEN_LEAK,
        leak.credential(),
        Map.of("owner", leak.ownerName()));
  }
}
