package dev.trainyard.auth.seal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.auth.key.SealKeys;
import dev.trainyard.auth.lock.Fences;
import dev.trainyard.data.audit.AuditSeal;
import dev.trainyard.data.audit.AuditSeal.Head;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Signs the ends of the chains from time to time and writes the statement where the database's
 * administrator cannot reach it: a chain that is computed anew, or cut, no longer fits. The trails
 * of the other services are sealed as far as they were collected.
 */
@ApplicationScoped
class Sealing {

  private final SealStore store;
  private final SealKeys keys;
  private final Fences fences;
  private final ObjectMapper json;
  private final Optional<Path> file;
  private final Clock clock;

  Sealing(
      SealStore store,
      SealKeys keys,
      Fences fences,
      ObjectMapper json,
      AuthConfig config,
      Clock clock) {
    this.store = store;
    this.keys = keys;
    this.fences = fences;
    this.json = json;
    this.file = config.audit().sealFile();
    this.clock = clock;
  }

  @Scheduled(
      every = "${trainyard.auth.audit.seal-every:PT5M}",
      delayed = "30s",
      concurrentExecution = ConcurrentExecution.SKIP)
  void regularly() {
    try {
      seal();
    } catch (RuntimeException e) {
      Log.warnf("The audit trail cannot be sealed now: %s", e.getMessage());
    }
  }

  /**
   * Seals what has come since the last seals; nothing when another replica is at it.
   *
   * @return the seal of the own trail
   */
  @Transactional
  Optional<String> seal() {
    if (!fences.auditTrail()) {
      return Optional.empty();
    }
    store.collected().forEach(this::seal);
    return seal(null);
  }

  private Optional<String> seal(String service) {
    List<Head> heads = store.heads(service);
    if (heads.isEmpty() || heads.equals(lastSealed(service))) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    String statement = keys.sign(text(new AuditSeal(service, now, heads)));
    store.add(service, now, statement);
    file.ifPresent(path -> append(path, statement));
    Log.infof("Audit trail sealed: %s", statement);
    return Optional.of(statement);
  }

  private List<Head> lastSealed(String service) {
    return store
        .newest(service)
        .flatMap(keys::verify)
        .flatMap(payload -> Seals.parse(json, payload))
        .map(AuditSeal::heads)
        .orElse(List.of());
  }

  private String text(AuditSeal seal) {
    try {
      return json.writeValueAsString(seal);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A seal cannot be written", e);
    }
  }

  private static void append(Path path, String statement) {
    try {
      Files.writeString(
          path,
          statement + "\n",
          StandardCharsets.US_ASCII,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.SYNC);
    } catch (IOException e) {
      throw new UncheckedIOException("The seal file cannot be written", e);
    }
  }
}
