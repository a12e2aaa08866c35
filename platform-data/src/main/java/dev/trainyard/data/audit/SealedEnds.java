package dev.trainyard.data.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.commons.client.ClientConfig;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The seals of a service that holds no signing keys: auth-service, which made them, has checked
 * their signatures and written the good ones into a file.
 */
@ApplicationScoped
class SealedEnds implements AuditSeals {

  private static final int MOST_FINDINGS = 1_000;

  private final AuditEnds ends;
  private final ObjectMapper json;
  private final Optional<Path> file;
  private final Optional<String> service;

  SealedEnds(AuditEnds ends, ObjectMapper json, AuditConfig config, ClientConfig self) {
    this.ends = ends;
    this.json = json;
    this.file = config.sealedEnds();
    this.service = self.name();
  }

  @Override
  public List<String> check() {
    if (file.isEmpty()) {
      return List.of();
    }
    List<String> findings = new ArrayList<>();
    int seals = 0;
    try (var lines = Files.newBufferedReader(file.get(), StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        AuditSeal seal = json.readValue(line, AuditSeal.class);
        if (service.isPresent() && service.get().equals(seal.service())) {
          seals++;
          findings.addAll(ends.compare(seal));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The file of sealed ends cannot be read", e);
    }
    Log.infof("%d seals were held against the trail", seals);
    return findings.stream().limit(MOST_FINDINGS).toList();
  }
}
