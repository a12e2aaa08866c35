package dev.trainyard.commons.secret;

import io.quarkus.logging.Log;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Judges every secret before anything else happens: a production service refuses to start on a weak
 * one, with a line for each finding and never a value; in tests and development it warns.
 */
@ApplicationScoped
class BootChecks {

  /** Before the schema is touched. */
  private static final int FIRST = 0;

  private static final String LOCATIONS = "smallrye.config.source.file.locations";

  private final Instance<SecretSource> sources;
  private final Config config;

  BootChecks(@Any Instance<SecretSource> sources, Config config) {
    this.sources = sources;
    this.config = config;
  }

  void check(@Observes @Priority(FIRST) StartupEvent event) {
    List<ConfiguredSecret> secrets =
        sources.stream().flatMap(source -> source.secrets().stream()).toList();
    List<String> findings = new ArrayList<>(findings(secrets));
    sources.forEach(source -> findings.addAll(source.findings()));
    findings.addAll(
        SecretFiles.findings(config.getOptionalValues(LOCATIONS, String.class).orElse(List.of())));
    if (LaunchMode.current() != LaunchMode.NORMAL) {
      findings.forEach(Log::warn);
      return;
    }
    findings.forEach(Log::error);
    if (!findings.isEmpty()) {
      throw new ConfigurationException("Refusing to start with weak secrets");
    }
  }

  /** One line for each secret that is weak by itself, and for each that equals another. */
  static List<String> findings(List<ConfiguredSecret> secrets) {
    List<String> findings = new ArrayList<>();
    Map<String, ConfiguredSecret> seen = new HashMap<>();
    for (ConfiguredSecret secret : secrets) {
      secret
          .finding()
          .ifPresent(text -> findings.add(secret.code() + " " + secret.setting() + " " + text));
      Optional<String> value = secret.value().map(String::strip).filter(text -> !text.isEmpty());
      value
          .map(text -> seen.putIfAbsent(text, secret))
          .ifPresent(
              other ->
                  findings.add(
                      secret.code() + " " + secret.setting() + " equals " + other.setting()));
    }
    return findings;
  }
}
