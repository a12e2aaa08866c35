package dev.trainyard.commons.client;

import dev.trainyard.commons.secret.ConfiguredSecret;
import dev.trainyard.commons.secret.ConfiguredSecret.Form;
import dev.trainyard.commons.secret.SecretSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The secrets by which services know each other. */
@ApplicationScoped
class ClientSecrets implements SecretSource {

  private static final String CODE = "SEC-004";

  private final ClientConfig self;
  private final PeersConfig trusted;

  ClientSecrets(ClientConfig self, PeersConfig trusted) {
    this.self = self;
    this.trusted = trusted;
  }

  @Override
  public List<ConfiguredSecret> secrets() {
    List<ConfiguredSecret> secrets = new ArrayList<>();
    secrets.add(
        new ConfiguredSecret(CODE, "trainyard.client.secret", Form.PASSWORD, false, self.secret()));
    trusted
        .peers()
        .forEach(
            (name, peer) ->
                secrets.add(
                    new ConfiguredSecret(
                        CODE,
                        "trainyard.clients." + name + ".secret",
                        Form.PASSWORD,
                        true,
                        Optional.of(peer.secret()))));
    return secrets;
  }
}
