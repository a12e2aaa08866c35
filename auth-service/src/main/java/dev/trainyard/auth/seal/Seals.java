package dev.trainyard.auth.seal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.auth.key.SealKeys;
import dev.trainyard.data.audit.AuditEnds;
import dev.trainyard.data.audit.AuditSeal;
import dev.trainyard.data.audit.AuditSeals;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the signatures of all seals, those of the database and those of the file, and holds those
 * of this service's own trail against its chains.
 */
@ApplicationScoped
class Seals implements AuditSeals {

  private static final int MOST_FINDINGS = 1_000;

  private final SealStore store;
  private final SealKeys keys;
  private final AuditEnds ends;
  private final ObjectMapper json;
  private final Optional<Path> file;
  private final Optional<Path> endsFile;

  Seals(SealStore store, SealKeys keys, AuditEnds ends, ObjectMapper json, AuthConfig config) {
    this.store = store;
    this.keys = keys;
    this.ends = ends;
    this.json = json;
    this.file = config.audit().sealFile();
    this.endsFile = config.audit().endsFile();
  }

  @Override
  public List<String> check() {
    Set<String> statements = new LinkedHashSet<>(store.all());
    file.filter(Files::exists).ifPresent(path -> statements.addAll(read(path)));
    List<String> findings = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String statement : statements) {
      Optional<String> payload = keys.verify(statement);
      Optional<AuditSeal> seal = payload.flatMap(text -> parse(json, text));
      if (seal.isEmpty()) {
        findings.add("a seal is not signed by a key of this platform: " + beginning(statement));
      } else if (seal.get().service() == null) {
        findings.addAll(ends.compare(seal.get()));
      } else {
        others.add(payload.get());
      }
    }
    endsFile.ifPresent(path -> write(path, others));
    return findings.stream().limit(MOST_FINDINGS).toList();
  }

  static Optional<AuditSeal> parse(ObjectMapper json, String payload) {
    try {
      return Optional.of(json.readValue(payload, AuditSeal.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** What the other services hold against their own trails. */
  private static void write(Path path, List<String> payloads) {
    try {
      Files.write(path, payloads, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The file of sealed ends cannot be written", e);
    }
  }

  private static List<String> read(Path path) {
    try {
      return Files.readAllLines(path, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException("The seal file cannot be read", e);
    }
  }

  private static String beginning(String statement) {
    return statement.substring(0, Math.min(60, statement.length()));
  }
}
