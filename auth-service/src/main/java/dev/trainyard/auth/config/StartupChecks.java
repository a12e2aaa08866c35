package dev.trainyard.auth.config;

import dev.trainyard.commons.client.PeersConfig;
import dev.trainyard.data.MigrateMode;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Refuses to start with weak secrets, before anything else happens; one line per finding. */
@ApplicationScoped
class StartupChecks {

  /** Before the schema is touched. */
  private static final int FIRST = 0;

  private final AuthConfig config;
  private final PeersConfig peers;

  StartupChecks(AuthConfig config, PeersConfig peers) {
    this.config = config;
    this.peers = peers;
  }

  void check(@Observes @Priority(FIRST) StartupEvent event) {
    List<String> findings = MigrateMode.active() ? List.of() : findings();
    findings.forEach(Log::error);
    if (!findings.isEmpty()) {
      throw new ConfigurationException("Refusing to start with weak secrets");
    }
    if (!MigrateMode.active() && !peers.peers().containsKey("gateway")) {
      Log.warn("trainyard.clients.gateway.secret is not set: nobody can exchange credentials");
    }
  }

  private List<String> findings() {
    List<String> findings = new ArrayList<>();
    findings.addAll(SecretStrength.judge("trainyard.auth.jwt-secret", config.jwtSecret()));
    findings.addAll(SecretStrength.judge("trainyard.auth.session-secret", config.sessionSecret()));
    Map<String, String> seen = new HashMap<>();
    config.jwtSecret().ifPresent(value -> seen.put(value.strip(), "trainyard.auth.jwt-secret"));
    config
        .sessionSecret()
        .ifPresent(value -> distinct(seen, value, "trainyard.auth.session-secret", findings));
    peers
        .peers()
        .forEach(
            (name, peer) -> {
              String setting = "trainyard.clients." + name + ".secret";
              findings.addAll(SecretStrength.judgeClient(setting, peer.secret()));
              distinct(seen, peer.secret(), setting, findings);
            });
    return findings;
  }

  private static void distinct(
      Map<String, String> seen, String value, String setting, List<String> findings) {
    String other = seen.putIfAbsent(value.strip(), setting);
    if (other != null) {
      findings.add(setting + " equals " + other);
    }
  }
}
