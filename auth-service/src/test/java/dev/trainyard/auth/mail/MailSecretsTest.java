package dev.trainyard.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.auth.config.AuthConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailSecretsTest {

  private static final Map<String, String> WELL =
      Map.of(
          "trainyard.auth.public-url", "https://ml.example.org",
          "trainyard.auth.mail.from", "trainyard@example.org",
          "trainyard.auth.mail.smtp.host", "mail.example.org",
          "trainyard.auth.mail.smtp.username", "trainyard",
          "trainyard.auth.mail.smtp.password", "kZ7vQ2xW9bT4mR1s",
          "quarkus.mailer.start-tls", "REQUIRED");

  @Test
  void goodSettingsHaveNoFinding() {
    assertThat(secrets(WELL).findings()).isEmpty();
    assertThat(secrets(WELL).secrets()).allMatch(secret -> secret.needed());
  }

  @Test
  void platformWithoutMailNeedsNothing() {
    assertThat(secrets(Map.of()).findings()).isEmpty();
    assertThat(secrets(Map.of()).secrets()).noneMatch(secret -> secret.needed());
  }

  @ParameterizedTest
  @CsvSource({
    "quarkus.mailer.start-tls, OPTIONAL, allow plain mail",
    "quarkus.mailer.start-tls, DISABLED, allow plain mail",
    "quarkus.mailer.trust-all, true, allow plain mail",
    "quarkus.tls.mail.trust-all, true, allow plain mail",
    "quarkus.tls.mail.hostname-verification-algorithm, NONE, allow plain mail",
    "trainyard.auth.mail.from, Trainyard <trainyard@example.org>, not a plain address",
    "trainyard.auth.mail.smtp.username, '', username is missing",
    "trainyard.auth.public-url, '', trainyard.public-url is missing"
  })
  void settingThatExposesMailIsFound(String setting, String value, String finding) {
    // Given
    Map<String, String> settings = new HashMap<>(WELL);
    settings.put(setting, value);

    // When
    List<String> findings = secrets(settings).findings();

    // Then
    assertThat(findings).hasSize(1).allMatch(line -> line.startsWith("SEC-005 "));
    assertThat(findings.getFirst()).contains(finding).doesNotContain("kZ7vQ2xW9bT4mR1s");
  }

  private static MailSecrets secrets(Map<String, String> settings) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withMapping(AuthConfig.class)
            .withSources(new PropertiesConfigSource(settings, "test", 500))
            .build();
    AuthConfig auth = config.getConfigMapping(AuthConfig.class);
    return new MailSecrets(auth, new PublicLinks(auth), config);
  }
}
