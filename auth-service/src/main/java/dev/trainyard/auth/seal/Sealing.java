package dev.trainyard.auth.seal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.auth.key.SealKeys;
import dev.trainyard.auth.lock.Fences;
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
 * administrator cannot reach it: a chain that is computed anew, or cut, no longer fits.
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

  /** Seals what has come since the last seal; nothing when another replica is at it. */
  @Transactional
  Optional<String> seal() {
    if (!fences.auditTrail()) {
      return Optional.empty();
    }
    List<Seal.Head> heads = store.heads();
    if (heads.isEmpty() || heads.equals(lastSealed())) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    String statement = keys.sign(text(new Seal(now, heads)));
    store.add(now, statement);
    file.ifPresent(path -> append(path, statement));
    Log.infof("Audit trail sealed: %s", statement);
    return Optional.of(statement);
  }

  private List<Seal.Head> lastSealed() {
    return store.newest().flatMap(keys::verify).map(this::parse).map(Seal::heads).orElse(List.of());
  }

  private Seal parse(String payload) {
    return Seals.parse(json, payload).orElse(new Seal(Instant.EPOCH, List.of()));
  }

  private String text(Seal seal) {
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
