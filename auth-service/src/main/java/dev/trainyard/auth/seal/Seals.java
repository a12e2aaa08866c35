package dev.trainyard.auth.seal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.auth.key.SealKeys;
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

/** Compares the seals, those of the database and those of the file, with the chains. */
@ApplicationScoped
class Seals implements AuditSeals {

  private static final int MOST_FINDINGS = 1_000;

  private final SealStore store;
  private final SealKeys keys;
  private final ObjectMapper json;
  private final Optional<Path> file;

  Seals(SealStore store, SealKeys keys, ObjectMapper json, AuthConfig config) {
    this.store = store;
    this.keys = keys;
    this.json = json;
    this.file = config.audit().sealFile();
  }

  @Override
  public List<String> check() {
    Set<String> statements = new LinkedHashSet<>(store.all());
    file.filter(Files::exists).ifPresent(path -> statements.addAll(read(path)));
    List<String> findings = new ArrayList<>();
    for (String statement : statements) {
      Optional<Seal> seal = keys.verify(statement).flatMap(payload -> parse(json, payload));
      if (seal.isEmpty()) {
        findings.add("a seal is not signed by a key of this platform: " + beginning(statement));
      } else {
        seal.get().heads().forEach(head -> compare(seal.get(), head, findings));
      }
    }
    return findings.stream().limit(MOST_FINDINGS).toList();
  }

  private void compare(Seal seal, Seal.Head head, List<String> findings) {
    if (store.pruned(head)) {
      return;
    }
    Optional<String> present = store.hash(head);
    if (present.isEmpty()) {
      findings.add(
          "chain %d: entry %d is missing, which was sealed at %s"
              .formatted(head.chain(), head.seq(), seal.at()));
    } else if (!present.get().equals(head.hash())) {
      findings.add(
          "chain %d: entry %d or one before it is not the one that was sealed at %s"
              .formatted(head.chain(), head.seq(), seal.at()));
    }
  }

  static Optional<Seal> parse(ObjectMapper json, String payload) {
    try {
      return Optional.of(json.readValue(payload, Seal.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
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
