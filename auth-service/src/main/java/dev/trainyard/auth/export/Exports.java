package dev.trainyard.auth.export;

import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.export.ExportStore.Archive;
import dev.trainyard.auth.stepup.StepUp;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What people do with exports of their own data. */
@ApplicationScoped
class Exports {

  private static final Duration LIFE = Duration.ofDays(7);

  private final ExportStore store;
  private final StepUp stepUp;
  private final AuditTrail trail;

  Exports(ExportStore store, StepUp stepUp, AuditTrail trail) {
    this.store = store;
    this.stepUp = stepUp;
    this.trail = trail;
  }

  /** Throws unless the caller has just proved to be there. */
  void requireProof(Caller caller) {
    stepUp.require(caller);
  }

  @Transactional
  ExportResponse begin(Caller caller) {
    stepUp.require(caller);
    if (store.begin(caller.subject(), LIFE)) {
      trail.success(Actor.of(caller), AuditAction.EXPORT_REQUEST, caller.name(), Map.of());
    }
    return get(caller);
  }

  ExportResponse get(Caller caller) {
    return store
        .find(caller.subject())
        .orElseThrow(() -> ProblemException.notFound("Export of", caller.name()));
  }

  /** The archive, for the first who asks; from then on it is gone. */
  @Transactional
  Archive take(Caller caller) {
    stepUp.require(caller);
    Archive archive =
        store
            .take(caller.subject())
            .orElseThrow(() -> ProblemException.notFound("Archive of", caller.name()));
    trail.success(Actor.of(caller), AuditAction.EXPORT_DOWNLOAD, caller.name(), Map.of());
    return archive;
  }

  void write(Archive archive, OutputStream out) throws IOException {
    int number = 0;
    for (Optional<byte[]> part = store.part(archive, number);
        part.isPresent();
        part = store.part(archive, ++number)) {
      out.write(part.get());
    }
    store.drop(archive);
  }
}
