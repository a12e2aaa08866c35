package dev.trainyard.auth.config;

import dev.trainyard.commons.client.PeersConfig;
import dev.trainyard.commons.secret.ConfiguredSecret;
import dev.trainyard.commons.secret.ConfiguredSecret.Form;
import dev.trainyard.commons.secret.SecretSource;
import dev.trainyard.data.MigrateMode;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** The two secrets that everything of this service is derived from. */
@ApplicationScoped
class AuthSecrets implements SecretSource {

  private final AuthConfig config;
  private final PeersConfig peers;

  AuthSecrets(AuthConfig config, PeersConfig peers) {
    this.config = config;
    this.peers = peers;
  }

  /** An errand on the schema alone needs neither. */
  @Override
  public List<ConfiguredSecret> secrets() {
    boolean needed = !MigrateMode.active();
    return List.of(
        new ConfiguredSecret(
            "SEC-001", "trainyard.auth.jwt-secret", Form.KEY, needed, config.jwtSecret()),
        new ConfiguredSecret(
            "SEC-002", "trainyard.auth.session-secret", Form.KEY, needed, config.sessionSecret()),
        new ConfiguredSecret(
            "SEC-002",
            "trainyard.auth.previous-session-secret",
            Form.KEY,
            false,
            config.previousSessionSecret()));
  }

  void start(@Observes StartupEvent event) {
    if (!MigrateMode.active() && !peers.peers().containsKey("gateway")) {
      Log.warn("trainyard.clients.gateway.secret is not set: nobody can exchange credentials");
    }
  }
}
