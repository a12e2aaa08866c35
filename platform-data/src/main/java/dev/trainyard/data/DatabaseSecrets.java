package dev.trainyard.data;

import dev.trainyard.commons.secret.ConfiguredSecret;
import dev.trainyard.commons.secret.ConfiguredSecret.Form;
import dev.trainyard.commons.secret.SecretSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;

/** The passwords of the database's roles; absent where the database knows the service otherwise. */
@ApplicationScoped
class DatabaseSecrets implements SecretSource {

  private static final String CODE = "SEC-003";
  private static final String URL = "quarkus.datasource.jdbc.url";
  private static final String PASSWORD = "quarkus.datasource.password";

  private final Config config;
  private final DataConfig data;

  DatabaseSecrets(Config config, DataConfig data) {
    this.config = config;
    this.data = data;
  }

  @Override
  public List<ConfiguredSecret> secrets() {
    return List.of(
        new ConfiguredSecret(
            CODE, PASSWORD, Form.PASSWORD, false, config.getOptionalValue(PASSWORD, String.class)),
        new ConfiguredSecret(
            CODE,
            "trainyard.data.migrator.password",
            Form.PASSWORD,
            false,
            data.migrator().password()));
  }

  /** An address is logged and shown; a password in it is no secret. */
  @Override
  public List<String> findings() {
    boolean holdsPassword =
        config
            .getOptionalValue(URL, String.class)
            .map(url -> url.toLowerCase(Locale.ROOT))
            .filter(url -> url.contains("password=") || url.matches(".*//[^/]*:[^/]*@.*"))
            .isPresent();
    return holdsPassword
        ? List.of(CODE + " " + URL + " holds a password: give it as " + PASSWORD)
        : List.of();
  }
}
